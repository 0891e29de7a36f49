import type { ClientBase } from "pg";
import { MigrationError } from "./migration-error";
import type { MigrationFile } from "./migration-files";

export interface Applied {
  readonly name: string;
  readonly sha256: string;
}

/** The list of files that have run. In a schema of its own, which the users of the database may not enter. */
export const createLedger = async (client: ClientBase): Promise<void> => {
  await client.query(`
    create schema if not exists migration;
    create table if not exists migration.applied (
      name       text        primary key,
      sha256     text        not null,
      applied_at timestamptz not null default now()
    );`);
};

export const readLedger = async (client: ClientBase): Promise<Applied[]> => {
  const { rows } = await client.query<Applied>("select name, sha256 from migration.applied order by name");
  return rows;
};

export const writeLedger = async (client: ClientBase, { name, sha256 }: MigrationFile): Promise<void> => {
  await client.query("insert into migration.applied (name, sha256) values ($1, $2)", [name, sha256]);
};

/**
 * The files that have not run yet.
 *
 * @throws {MigrationError} when a file that has run was changed or removed, or a new one comes before it in the order:
 * the database would then not be what the files say.
 */
export const pending = (files: readonly MigrationFile[], applied: readonly Applied[]): MigrationFile[] => {
  const byName = new Map(files.map((file) => [file.name, file]));
  for (const { name, sha256 } of applied) {
    const file = byName.get(name);
    if (!file) throw new MigrationError(`${name} has run on this database but is not there any more: restore it`);
    if (file.sha256 !== sha256)
      throw new MigrationError(`${name} has run on this database with another content: restore it and add a new file`);
  }
  const done = new Set(applied.map(({ name }) => name));
  const last = applied.at(-1)?.name ?? "";
  const fresh = files.filter(({ name }) => !done.has(name));
  const late = fresh.find(({ name }) => name < last);
  if (late)
    throw new MigrationError(`${late.name} comes before ${last}, which has run already: give it a higher number`);
  return fresh;
};
