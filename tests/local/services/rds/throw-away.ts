import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "../../../../local/cloud/log";
import type { Lifecycle } from "../../../../local/lifecycle/lifecycle";
import { type Postgres, startPostgres } from "../../../../local/services/rds/postgres";

/** Children of a test: they end with it because the test stops them. */
export const plainSpawn: Pick<Lifecycle, "spawn"> = {
  spawn: (command, args, options) => spawn(command, [...args], options),
};

export const silent: Log = { info: () => {}, warn: () => {}, output: () => {} };

/** A private folder, short enough for a unix socket below it, and gone afterwards. */
export const throwAwayFolder = (): { path: string; remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), "lc-"));
  // As root, PostgreSQL runs as another user, who has to get to its data folder.
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** A PostgreSQL of its own for one test file: `new Client(server.connection)`; call `remove` in `after`. */
export const throwAwayPostgres = async (
  parameters: Record<string, string> = {},
): Promise<Postgres & { remove: () => Promise<void> }> => {
  const folder = throwAwayFolder();
  const data = join(folder.path, "data");
  const server = await startPostgres({
    folder: folder.path,
    data,
    name: "postgres",
    lifecycle: plainSpawn,
    log: silent,
    parameters,
  });
  const remove = async () => {
    await server.stop();
    folder.remove();
  };
  return { ...server, remove };
};
