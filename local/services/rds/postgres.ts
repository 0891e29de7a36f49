import type { ChildProcess } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Log } from "../../cloud/log";
import { resetCommand } from "../../data/reset-command";
import type { Lifecycle } from "../../lifecycle/lifecycle";
import { findBinaries, platformPackage } from "./postgres/binaries";
import { chooseIdentity, command, own } from "./postgres/identity";
import { clearRemains } from "./postgres/remains";
import { SOCKET_PORT, socketFolder } from "./postgres/socket-folder";
import { makeDataFolder, makeTemplate, SUPERUSER } from "./postgres/template";

export interface PostgresOptions {
  /** `.local/`: the template and, if need be, links to libraries are kept here. */
  readonly folder: string;
  /** Absolute path of the data folder; made when it is not there. */
  readonly data: string;
  readonly lifecycle: Pick<Lifecycle, "spawn">;
  readonly log: Log;
  /** Source of the server's lines in the log. */
  readonly name: string;
  /** Settings of PostgreSQL, as in postgresql.conf. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** @default the environment of this process, for `LOCAL_PG_BIN` and `PATH` */
  readonly environment?: NodeJS.ProcessEnv;
}

/** A running server. */
export interface Postgres {
  /** For a client: `new Client(server.connection)` is the superuser, who needs no password on this socket. */
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  };
  readonly major: number;
  readonly data: string;
  readonly pid: number;
  /** Settles when the server is gone, asked to or not. */
  readonly exited: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL on a unix socket in its data folder. It listens on no TCP port, and only its own user may
 * enter the folder. A server that a crash left behind on the same folder is ended first.
 */
export const startPostgres = async (options: PostgresOptions): Promise<Postgres> => {
  const { folder, data } = options;
  if (process.platform === "win32") {
    throw new Error("PostgreSQL of the local cloud needs unix sockets: on Windows, run inside WSL");
  }
  const { binaries, identity } = choose(folder, data, options.environment);
  const socket = socketFolder(data, (path) => own(identity, path));
  await clearRemains(data, socket);
  await makeDataFolder({ folder, binaries, identity, lifecycle: options.lifecycle }, data);
  own(identity, data);
  const settings = {
    ...SETTINGS, // A list in quotes: folders may have commas in their names.
    unix_socket_directories: `"${socket.replaceAll('"', '""')}"`,
    ...options.parameters,
  };
  const { program, args, uid, gid } = command(identity, binaries.postgres, [
    "-D",
    data,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ]);
  const child = options.lifecycle.spawn(program, args, {
    cwd: data,
    env: { ...binaries.environment, LC_ALL: "C" },
    stdio: ["ignore", "ignore", "pipe"],
    ending: "shutdown",
    uid,
    gid,
  });
  const exited = ended(child);
  await ready(child, options);
  return {
    connection: { host: socket, port: SOCKET_PORT, user: SUPERUSER, database: "postgres" },
    major: binaries.major,
    data,
    pid: child.pid ?? 0,
    exited,
    async stop() {
      await stop(child, exited);
      if (socket !== data) rmSync(socket, { recursive: true, force: true });
    },
  };
};

/** Makes what the first cluster of a `.local/` will need, while there is time. */
export const prepareTemplate = async (folder: string, lifecycle: Pick<Lifecycle, "spawn">): Promise<void> => {
  const { binaries, identity } = choose(folder, join(folder, "postgres", "template"));
  await makeTemplate({ folder, binaries, identity, lifecycle });
};

const choose = (folder: string, data: string, environment: NodeJS.ProcessEnv = process.env) => {
  const template = join(folder, "postgres", "template");
  for (const path of [template, data]) mkdirSync(dirname(path), { recursive: true });
  const binaries = findBinaries({ folder, environment, platformPackage: platformPackage() });
  const libraries = Object.values(binaries.environment).map((each) => join(each, "any"));
  return { binaries, identity: chooseIdentity(folder, [binaries.postgres, template, data, ...libraries]) };
};

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "",
  port: String(SOCKET_PORT),
  unix_socket_permissions: "0700",
  // A commit is in the page cache before it is acknowledged, so it survives the end of every process. Only the end of
  // the machine could lose it, and then `tiers reset` is the way out: not worth a disk flush on every commit.
  fsync: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  max_connections: "200",
};

const SHUTDOWN_MS = 10_000;

const stop = async (child: ChildProcess, exited: Promise<void>): Promise<void> => {
  child.kill("SIGINT");
  const impatient = setTimeout(() => child.kill("SIGQUIT"), SHUTDOWN_MS);
  await exited;
  clearTimeout(impatient);
};

/** A program that cannot be started emits `error` and never `exit`. */
const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });

/** Resolves when the server accepts connections; rejects with its last words when it ends before. */
const ready = async (child: ChildProcess, options: PostgresOptions): Promise<void> => {
  if (!child.stderr) throw new Error("PostgreSQL was started without a pipe for its log");
  const words: string[] = [];
  const lines = createInterface({ input: child.stderr });
  let serving = false;
  await new Promise<void>((resolve, reject) => {
    lines.on("line", (line) => {
      if (serving && WORTH_SHOWING.test(line) && !line.endsWith(SHUTDOWN)) options.log.output(options.name, line);
      if (!serving) words.push(line);
      if (!serving && READY.test(line)) {
        serving = true;
        resolve();
      }
    });
    lines.once("close", () => {
      const said = words.slice(-5).join(" | ") || "it said nothing";
      reject(new Error(`PostgreSQL did not start on ${options.data}: ${said}. ${wayOut(options.folder)}`));
    });
  });
};

const wayOut = (folder: string): string =>
  `Mend that and start again, or give up the data of all services: ${resetCommand(folder)}`;

/** A replica accepts read-only connections. */
const READY = /database system is ready to accept (read-only )?connections/;

/** What every connection that is still open says when the server is stopped. */
const SHUTDOWN = "terminating connection due to administrator command";
const WORTH_SHOWING = /(WARNING|ERROR|FATAL|PANIC|DETAIL|HINT|CONTEXT|STATEMENT): /;
