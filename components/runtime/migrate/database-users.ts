import { type ClientBase, escapeIdentifier } from "pg";
import type { MigrationRequest } from "../../contracts/migration";

/**
 * Makes the two users of the database, once: without a password, members of `rds_iam`, so that they sign in by IAM
 * token and in no other way. Tables of the files that follow are theirs to use from the moment they exist.
 */
export const ensureUsers = async (client: ClientBase, request: MigrationRequest): Promise<void> => {
  for (const user of [request.writer, request.reader]) await ensureUser(client, user, request);
  const writer = escapeIdentifier(request.writer);
  const both = `${writer}, ${escapeIdentifier(request.reader)}`;
  // For what this master user, which runs the files, makes from now on.
  await client.query(`
    alter default privileges grant usage on schemas to ${both};
    alter default privileges grant select on tables to ${both};
    alter default privileges grant insert, update, delete on tables to ${writer};
    alter default privileges grant usage, select on sequences to ${writer};`);
};

const ensureUser = async (client: ClientBase, user: string, request: MigrationRequest): Promise<void> => {
  const quoted = escapeIdentifier(user);
  if (!(await roleExists(client, user))) await client.query(`create role ${quoted} login`);
  if (await roleExists(client, "rds_iam")) await client.query(`grant rds_iam to ${quoted}`);
  const seconds = request.idleSessionTimeoutSeconds;
  await client.query(
    seconds > 0
      ? `alter role ${quoted} set idle_session_timeout = '${seconds}s'`
      : `alter role ${quoted} reset idle_session_timeout`,
  );
};

const roleExists = async (client: ClientBase, role: string): Promise<boolean> => {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [role]);
  return rowCount === 1;
};
