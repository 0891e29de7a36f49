import type { Principal } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";
import type { Tables } from "./tables/tables";

/**
 * Asks for the use of a table's key, in the name of who reads or writes items. Of tables with a key of one's own alone:
 * others are encrypted with one that AWS manages.
 */
// fidelity: docs: DynamoDB developer guide, "DynamoDB encryption at rest usage notes": kms:Decrypt of whoever comes
// first, with the table's name as context; guess: at each call, while DynamoDB keeps table keys for five minutes
export const tableKeyUse =
  (cloud: Pick<Cloud, "account" | "directory">, tables: Tables) =>
  (tableName: string, principal: Principal): void => {
    const key = tables.find(tableName)?.record.encryption?.key;
    if (key === undefined) return;
    const context = { "aws:dynamodb:tableName": tableName, "aws:dynamodb:subscriberId": cloud.account };
    cloud.directory.kms.use({ key, actions: ["kms:Decrypt"], principal, via: "dynamodb", context });
  };

/** The same of each table that a call names. */
export const usingKeys = (
  useKey: ReturnType<typeof tableKeyUse>,
  tableNames: readonly (string | undefined)[],
  principal: Principal,
): undefined => {
  for (const name of new Set(tableNames)) if (name !== undefined) useKey(name, principal);
};
