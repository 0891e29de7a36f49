import { type ClientBase, escapeIdentifier } from "pg";
import type { MigrationRequest } from "../../contracts/migration";

/**
 * Makes the two users of the database, once: without a password, members of `rds_iam`, so that they sign in by IAM
 * token and in no other way; and those who are to have a password, which is not known here. What is there already is
 * theirs to use, and tables of later files from the moment they exist.
 */
export const ensureUsers = async (client: ClientBase, request: MigrationRequest): Promise<void> => {
  await client.query("begin");
  const users = [
    { user: request.writer, role: "writer", password: false },
    { user: request.reader, role: "reader", password: false },
    ...(request.passwords ?? []).map((each) => ({ ...each, password: true })),
  ];
  for (const { user, role, password } of users)
    await ensureUser(client, user, role === "writer" ? WRITES : READS, request, password);
  const named = (which: typeof users) => which.map(({ user }) => escapeIdentifier(user)).join(", ");
  const writer = named(users.filter(({ role }) => role === "writer"));
  const both = named(users);
  // For what this master user, which runs the files, makes from now on.
  await client.query(`
    alter default privileges grant usage on schemas to ${both};
    alter default privileges grant select on tables to ${both};
    alter default privileges grant insert, update, delete on tables to ${writer};
    alter default privileges grant usage, select on sequences to ${writer};`);
  await client.query("commit");
};

/** Has the user who migrates sign in by IAM token from now on: members of `rds_iam` have no use for their password. */
export const signInByToken = async (client: ClientBase): Promise<void> => {
  if (await roleExists(client, "rds_iam")) await client.query("grant rds_iam to current_user");
};

/** Rights on what is there, by the kind of relation (`relkind`). */
type Rights = Readonly<Record<string, string>>;

const onTables = (rights: string): Rights => Object.fromEntries([..."rpvmf"].map((kind) => [kind, rights]));

const READS = onTables("select");
const WRITES = { ...onTables("select, insert, update, delete"), S: "usage, select" };

const ensureUser = async (
  client: ClientBase,
  user: string,
  rights: Rights,
  request: MigrationRequest,
  password: boolean,
) => {
  const quoted = escapeIdentifier(user);
  if (!(await roleExists(client, user))) {
    await client.query(`create role ${quoted} login`);
    await grantExisting(client, user, rights);
  }
  if (!password && (await roleExists(client, "rds_iam"))) await client.query(`grant rds_iam to ${quoted}`);
  const seconds = request.idleSessionTimeoutSeconds;
  await client.query(
    seconds > 0
      ? `alter role ${quoted} set idle_session_timeout = '${seconds}s'`
      : `alter role ${quoted} reset idle_session_timeout`,
  );
};

/** The schemas and relations that the files have made, but for the ledger. */
const EXISTING = `
  with schemas as (
    select oid, nspname, nspowner from pg_namespace
    where nspname !~ '^pg_' and nspname not in ('information_schema', 'migration')
  )
  select format('grant usage on schema %I to %I', nspname, $1::text) as statement
  from schemas where pg_get_userbyid(nspowner) = current_user
  union all
  select format('grant %s on %s to %I', $2::json ->> relkind::text, pg_class.oid::regclass, $1::text)
  from pg_class join schemas on schemas.oid = relnamespace
  where pg_get_userbyid(relowner) = current_user and $2::json ->> relkind::text is not null`;

/** To a user who comes later, as after a rename. Once: what a file takes from a user stays taken. */
const grantExisting = async (client: ClientBase, user: string, rights: Rights): Promise<void> => {
  const { rows } = await client.query<{ readonly statement: string }>(EXISTING, [user, JSON.stringify(rights)]);
  for (const { statement } of rows) await client.query(statement);
};

const roleExists = async (client: ClientBase, role: string): Promise<boolean> => {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [role]);
  return rowCount === 1;
};
