import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Lifecycle } from "../../../lifecycle/lifecycle";
import type { PostgresBinaries } from "./binaries";
import { copyPrivate } from "./data-folder";
import { command, type Identity, own } from "./identity";
import { endServers } from "./remains";

/** The superuser that AWS keeps for itself; nobody signs in as this user through the proxy. */
export const SUPERUSER = "rdsadmin";

const making = new Map<string, Promise<void>>();

export interface Maker {
  /** `.local/`. */
  readonly folder: string;
  readonly binaries: PostgresBinaries;
  readonly identity: Identity;
  readonly lifecycle: Pick<Lifecycle, "spawn">;
}

/**
 * The data folder from which all clusters of one `.local/` are copied: `initdb` takes 0.4 to 0.9 s, a copy 0.06 s.
 * Whatever is made is made beside its place and renamed, so that a crash leaves no half of it.
 */
export const makeTemplate = async (maker: Maker): Promise<string> => {
  const template = join(maker.folder, "postgres", `template-${maker.binaries.major}`);
  if (existsSync(template)) return template;
  // Servers that start together share one.
  let made = making.get(template);
  if (!made) {
    made = initialise(template, maker).finally(() => making.delete(template));
    making.set(template, made);
  }
  await made;
  return template;
};

/** Makes a cluster's data folder, unless it is there. */
export const makeDataFolder = async (maker: Maker, data: string): Promise<void> => {
  if (existsSync(join(data, "PG_VERSION"))) return;
  const template = await makeTemplate(maker);
  const partial = emptied(data);
  copyPrivate(template, partial);
  rmSync(data, { recursive: true, force: true });
  renameSync(partial, data);
};

const emptied = (path: string): string => {
  const partial = `${path}.partial`;
  mkdirSync(dirname(path), { recursive: true });
  rmSync(partial, { recursive: true, force: true });
  return partial;
};

const initialise = async (template: string, { binaries, identity, lifecycle }: Maker): Promise<void> => {
  await endServers(`${template}.partial`);
  const data = emptied(template);
  mkdirSync(data, { mode: 0o700 });
  own(identity, data);
  const { program, args, uid, gid } = command(identity, binaries.initdb, [
    "-D",
    data,
    "-U",
    SUPERUSER,
    "-E",
    "UTF8",
    "--no-sync",
    "--no-instructions",
    // The socket lies in a folder that only the owner may enter, and there is no TCP listener.
    "--auth-local=trust",
    "--auth-host=reject",
    // fidelity: docs: Aurora databases are en_US.UTF-8; ICU has the same order on every platform.
    "--locale=C",
    "--locale-provider=icu",
    "--icu-locale=en-US",
  ]);
  const child = lifecycle.spawn(program, args, {
    cwd: data,
    env: binaries.environment,
    stdio: ["ignore", "ignore", "pipe"],
    uid,
    gid,
  });
  let words = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    words += chunk;
  });
  const status = await new Promise((resolve) => {
    child.once("close", resolve);
    child.once("error", (error) => resolve(error.message));
  });
  if (status !== 0)
    throw new Error(`initdb failed in ${data} (${status}): ${words.trim().replace(/\s*\n\s*/g, " | ")}`);
  rmSync(template, { recursive: true, force: true });
  renameSync(data, template);
};
