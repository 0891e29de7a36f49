import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface MigrationFile {
  readonly name: string;
  readonly sql: string;
  /** Of the text with line feeds only, so that a checkout with other line ends is the same file. */
  readonly sha256: string;
}

/** The SQL files of a folder, in the order of their names, which begin with a number of four digits. */
export const readMigrationFiles = (folder: string): MigrationFile[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n");
      return { name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
    });
