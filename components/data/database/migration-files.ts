import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { MIGRATIONS_FOLDER } from "../../contracts/migration";
import { ArgsError } from "../../core/args/args-error";
import { didYouMean } from "../../core/args/nearest-path";

export interface MigrationFiles {
  /** Path in the zip -> path on disk. */
  readonly files: Readonly<Record<string, string>>;
  /** Changes when, and only when, a file is added or changed. */
  readonly hash: string;
}

const NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;

/**
 * The SQL files of a folder, in the order of their numbers.
 *
 * @param root Folder that `path` is relative to.
 * @throws {ArgsError} when the folder is missing or empty, or a file's name gives it no place in the order.
 */
export const migrationFiles = (component: string, root: string, path: string): MigrationFiles => {
  const folder = resolve(root, path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new ArgsError(
      component,
      "migrations",
      `must be a folder beside Pulumi.yaml (there is no ${folder}${didYouMean(folder, root)})`,
    );
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  if (names.length === 0) throw new ArgsError(component, "migrations", `must hold at least one .sql file (${folder})`);
  checkNames(component, names);
  const hash = createHash("sha256");
  for (const name of names)
    hash
      .update(`${name}\0`)
      .update(readFileSync(resolve(folder, name)))
      .update("\0");
  return {
    files: Object.fromEntries(names.map((name) => [`${MIGRATIONS_FOLDER}/${name}`, resolve(folder, name)])),
    hash: hash.digest("hex"),
  };
};

const checkNames = (component: string, names: readonly string[]): void => {
  const wrong = names.find((name) => !NAME.test(name));
  if (wrong !== undefined)
    throw new ArgsError(component, "migrations", `must hold files named like "0001-orders.sql" (it holds "${wrong}")`);
  const twice = names.find((name, index) => name.slice(0, 4) === names[index + 1]?.slice(0, 4));
  if (twice !== undefined)
    throw new ArgsError(
      component,
      "migrations",
      `must hold one file for each number (${twice.slice(0, 4)} is there twice)`,
    );
};
