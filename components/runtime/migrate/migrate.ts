import type { ClientBase } from "pg";
import type { MigrationRequest } from "../../contracts/migration";
import { ensureUsers, signInByToken } from "./database-users";
import { createLedger, pending, readLedger } from "./ledger";
import type { MigrationFile } from "./migration-files";
import { runFile } from "./run-file";

/** Any number will do that no other use of the database takes. */
const LOCK = 7_201_833_465;

/**
 * Makes the users, and runs the files that have not run yet: in order, each in a transaction. Two migrations of one
 * database at a time wait for each other, until the session of the first one ends.
 *
 * @returns the names of the files that ran.
 * @throws {MigrationError} at the first file that fails; those before it have run.
 */
export const migrate = async (
  client: ClientBase,
  files: readonly MigrationFile[],
  request: MigrationRequest,
): Promise<string[]> => {
  await client.query("select pg_advisory_lock($1)", [LOCK]);
  if (request.firstPassword !== undefined) await signInByToken(client);
  await createLedger(client);
  await ensureUsers(client, request);
  const fresh = pending(files, await readLedger(client));
  for (const file of fresh) await runFile(client, file);
  return fresh.map(({ name }) => name);
};
