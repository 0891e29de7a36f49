import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, type ClientConfig } from "pg";
import { startPostgres } from "../../local/services/rds/postgres";
import { prepare } from "../../local/services/rds/preparation";

/** A PostgreSQL as RDS hands it over: a master user who is no superuser, `rds_iam`, and any number of databases. */
export interface TestPostgres {
  /** A new, empty database and how its master signs in. */
  database(): Promise<ClientConfig>;
  /** The same database as another user. No password is asked for on this socket. */
  stop(): Promise<void>;
}

/** Real and short-lived: in a folder of its own below the system's temporary one. */
export const startTestPostgres = async (): Promise<TestPostgres> => {
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  const children: ChildProcess[] = [];
  const server = await startPostgres({
    folder,
    data: join(folder, "data"),
    name: "test",
    log: { info: () => {}, warn: () => {}, output: () => {} },
    lifecycle: {
      spawn: (command, args, options) => {
        const child = spawn(command, args, options);
        children.push(child);
        return child;
      },
    },
    parameters: { fsync: "off" },
  });
  let count = 0;
  return {
    database: async () => {
      count += 1;
      const database = `test_${count}`;
      await prepare(server.connection, { ...RECORD, database });
      return { ...server.connection, user: RECORD.master.user, database };
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
