import { existsSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "../../cloud/setup-error";
import { resetCommand } from "../../data/reset-command";

/** Tables were kept in a folder of their own, by an engine that is no longer there. @throws {SetupError} */
export const refuseOlderTables = (folder: string): void => {
  const path = join(folder, "dynamodb");
  if (!existsSync(join(path, "CURRENT"))) return;
  throw new SetupError(
    `${path} holds the DynamoDB tables of an older version, which this one cannot read: start that version to copy what you need, or remove the folder to begin with empty tables, or give up all data with ${resetCommand(folder)}`,
  );
};
