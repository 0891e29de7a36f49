import { rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { Client } from "pg";
import type { Postgres } from "./postgres";
import { copyPrivate } from "./postgres/data-folder";

/**
 * Makes the data folder of a replica from its running source, which serves on meanwhile. Whenever a replica starts: it
 * holds nothing of its own, and its source may have gone on too far without it.
 * fidelity: docs: PostgreSQL 17, "Making a Base Backup Using the Low Level API"
 */
export const copyForReplica = async (source: Postgres, data: string): Promise<void> => {
  const client = new Client(source.connection);
  await client.connect();
  try {
    await client.query("SELECT pg_backup_start('replica', true)");
    rmSync(data, { recursive: true, force: true });
    copyPrivate(source.data, data, (path) => !LEFT_OUT.test(relative(source.data, path).split(sep).join("/")));
    const { rows } = await client.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop()");
    writeFileSync(join(data, "backup_label"), rows[0]?.labelfile ?? "", { mode: 0o600 });
    writeFileSync(join(data, SIGNAL), "", { mode: 0o600 });
  } finally {
    await client.end();
  }
};

/** By which PostgreSQL knows that it follows. */
const SIGNAL = "standby.signal";

/** What a replica was goes on by itself from its next start. */
export const promote = (data: string): void => rmSync(join(data, SIGNAL), { force: true });

/** What belongs to the running source, and what may be gone before it is copied. */
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|\.s\.PGSQL\..*|standby\.signal|(pg_replslot|pg_stat_tmp|pg_dynshmem|pg_notify|pg_subtrans)\/.*|.*pgsql_tmp.*)$/;

/** Of a server that may be followed: keeps what was written until a replica has come up from its copy. */
export const FOLLOWED: Readonly<Record<string, string>> = { wal_keep_size: "64MB" };

/** Settings with which a server follows another one by its socket. */
export const following = ({ connection }: Postgres, name: string): Readonly<Record<string, string>> => {
  const { host, port, user } = connection;
  const quoted = (value: string | number) => `'${String(value).replace(/[\\']/g, "\\$&")}'`;
  return {
    primary_conninfo: `host=${quoted(host)} port=${port} user=${user} application_name=${quoted(name)}`,
    // fidelity: docs: RDS user guide, "Working with read replicas for Amazon RDS for PostgreSQL": asynchronous
    hot_standby: "on",
  };
};
