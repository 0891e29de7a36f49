import type { Permit } from "../../access/permit";
import type { Cloud } from "../../cloud/cloud";
import type { Tables } from "./tables/tables";

/** The rights to items: who has one of them needs the key of the table as well. */
const ITEM_ACTIONS: ReadonlySet<string> = new Set([
  "dynamodb:GetItem",
  "dynamodb:BatchGetItem",
  "dynamodb:Query",
  "dynamodb:Scan",
  "dynamodb:ConditionCheckItem",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
  "dynamodb:DeleteItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:PartiQLSelect",
  "dynamodb:PartiQLInsert",
  "dynamodb:PartiQLUpdate",
  "dynamodb:PartiQLDelete",
]);

/**
 * Asks for the use of a table's key, in the name of who reads or writes items. Of tables with a key of one's own alone:
 * others are encrypted with one that AWS manages.
 */
// fidelity: docs: DynamoDB developer guide, "DynamoDB encryption at rest usage notes": kms:Decrypt of whoever comes
// first, with the table's name as context; guess: at each call, while DynamoDB keeps table keys for five minutes
export const tableKeyUse =
  (cloud: Pick<Cloud, "account" | "directory">, tables: Tables): Permit =>
  (principal, { action, resource }) => {
    if (!ITEM_ACTIONS.has(action)) return;
    const tableName = tableOf(resource);
    const key = tables.find(tableName)?.record.encryption?.key;
    if (key === undefined) return;
    const context = { "aws:dynamodb:tableName": tableName, "aws:dynamodb:subscriberId": cloud.account };
    cloud.directory.kms.use({ key, actions: ["kms:Decrypt"], principal, via: "dynamodb", context });
  };

/** `orders` of `arn:aws:dynamodb:eu-west-1:000000000000:table/orders/index/by-customer`. */
const tableOf = (arn: string): string => arn.split("/")[1] ?? "";
