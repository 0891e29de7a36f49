import { Client, type ClientConfig, escapeIdentifier, escapeLiteral } from "pg";
import type { ServerRecord } from "./server-record";

/**
 * Makes of a bare PostgreSQL what RDS hands over: its roles, a master user who is no superuser, and the first database.
 * May be run again.
 * fidelity: docs: Aurora user guide, "Understanding PostgreSQL roles and permissions"
 */
export const prepare = async (connection: ClientConfig, record: ServerRecord): Promise<void> => {
  const client = new Client(connection);
  await client.connect();
  try {
    for (const role of ["rds_superuser", "rds_iam", "rds_password", "rds_replication"]) await ensureRole(client, role);
    await client.query("GRANT pg_monitor, pg_signal_backend TO rds_superuser WITH ADMIN OPTION");
    const master = escapeIdentifier(record.master.user);
    await ensureRole(client, record.master.user);
    await client.query(
      `ALTER ROLE ${master} LOGIN CREATEDB CREATEROLE PASSWORD ${escapeLiteral(record.master.password)} VALID UNTIL 'infinity'`,
    );
    await client.query(`GRANT rds_superuser TO ${master}`);
    await grantHandingOn(client, "rds_iam", master);
    await client.query(`ALTER DATABASE postgres OWNER TO ${master}`);
    if (record.database) await ensureDatabase(client, record.database, master);
  } finally {
    await client.end();
  }
};

const ensureRole = async (client: Client, role: string): Promise<void> => {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [role]);
  if (!rowCount) await client.query(`CREATE ROLE ${escapeIdentifier(role)}`);
};

const ensureDatabase = async (client: Client, database: string, owner: string): Promise<void> => {
  const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [database]);
  if (!rowCount) await client.query(`CREATE DATABASE ${escapeIdentifier(database)} OWNER ${owner}`);
};

/** Lets the master make others members of `role` without being held to it: before version 16, CREATEROLE is enough. */
const grantHandingOn = async (client: Client, role: string, master: string): Promise<void> => {
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  if ((rows[0]?.version ?? 0) >= 160_000) {
    await client.query(`GRANT ${role} TO ${master} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`);
  }
};
