import type { EventEmitter } from "node:events";
import { type ClientBase, DatabaseError } from "pg";
import { writeLedger } from "./ledger";
import { MigrationError } from "./migration-error";
import type { MigrationFile } from "./migration-files";
import { lineAt, type Statement, statements } from "./statements";

/** Statements that would end or open a transaction inside the file's own. */
const TRANSACTION_WORDS: ReadonlySet<string> = new Set(["abort", "begin", "commit", "end", "rollback", "start"]);

/**
 * Runs one file and takes it down in the ledger, in one transaction: both or neither.
 *
 * @throws {MigrationError} that names the file and the line.
 */
export const runFile = async (client: ClientBase, file: MigrationFile): Promise<void> => {
  const parts = statements(file.sql);
  refuseTransactions(file, parts);
  const completed = countCompleted(client);
  await client.query("begin");
  completed.reset();
  try {
    await client.query(file.sql);
    completed.stop();
    await writeLedger(client, file);
    await client.query("commit");
  } catch (error) {
    completed.stop();
    if (!(error instanceof DatabaseError)) throw error;
    await client.query("rollback");
    const line = lineOf(file, error, parts[completed.count()]);
    throw new MigrationError(`${file.name}:${line}: ${error.message}${detail(error)}`, { cause: error });
  }
};

const refuseTransactions = (file: MigrationFile, parts: readonly Statement[]): void => {
  const wrong = parts.find(({ word }) => TRANSACTION_WORDS.has(word));
  if (wrong)
    throw new MigrationError(
      `${file.name}:${wrong.line}: "${wrong.word}" must not be there: the file runs in a transaction already`,
    );
};

/** PostgreSQL says where in the text it failed; where it does not, the statement after the last completed one failed. */
const lineOf = ({ sql }: MigrationFile, { position }: DatabaseError, failed: Statement | undefined): number => {
  if (position === undefined) return failed?.line ?? 1;
  // Counted in characters from 1; JavaScript counts UTF-16 units.
  const before = Array.from(sql).slice(0, Number(position) - 1);
  return lineAt(sql, before.join("").length);
};

const detail = ({ code, detail, hint }: DatabaseError): string =>
  [` (SQLSTATE ${code})`, ...[detail, hint].filter((text) => text !== undefined).map((text) => `. ${text}`)].join("");

/** Counts the statements that PostgreSQL completed of those sent in one text. */
const countCompleted = (client: ClientBase) => {
  // Part of pg's Client for many years, though not of its types.
  const { connection } = client as ClientBase & { readonly connection: EventEmitter };
  let count = 0;
  const completed = () => {
    count += 1;
  };
  connection.on("commandComplete", completed);
  return {
    count: () => count,
    reset: () => {
      count = 0;
    },
    stop: () => connection.off("commandComplete", completed),
  };
};
