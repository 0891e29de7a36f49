import type * as dynamodb from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";
import { type TableField, variable } from "../../contracts/environment";
import { parseArn } from "../../core/rights/arn";
import type { Grant, Link } from "../../core/rights/link";
import type { Watched } from "../../core/widget";
import { attributesOf, type Key } from "./attributes";
import { conditionOf, type Narrowing } from "./narrowing";
import type { TablePlan } from "./plan";

/** What all links to one table share. */
export interface LinkedTable {
  readonly plan: TablePlan;
  readonly table: dynamodb.Table;
  readonly watched: Watched;
}

/** Functions reach it through a gateway endpoint, which is free of charge. */
const SERVICE = "dynamodb";

export const tableLink = ({ plan, table, watched }: LinkedTable, verb: string, grants: readonly Grant[]): Link => ({
  description: `${verb} table ${plan.name}`,
  grants,
  environment: (link) => ({ [variable(link, "TABLE_NAME" satisfies TableField)]: table.name }),
  service: SERVICE,
  watched,
});

export const indexLink = (linked: LinkedTable, index: string, grants: readonly Grant[]): Link => {
  const link = tableLink(linked, `query index ${index} of`, grants);
  return {
    ...link,
    environment: (name) => ({ ...link.environment(name), [variable(name, "INDEX_NAME" satisfies TableField)]: index }),
  };
};

/** Single items, batches and transactions of them, and queries; of the indexes what they have. */
export const readGrants = (linked: LinkedTable, { scan = false, ...narrowing }: Reading): Grant[] => {
  const { plan, table } = linked;
  const condition = conditionOf("read", narrowing, keyNames(plan));
  const many = ["dynamodb:Query", ...(scan ? ["dynamodb:Scan"] : [])];
  // Leading keys of a global index are others than those of the table; a local one has the table's.
  const indexes = [...(narrowing.leadingKeys ? [] : plan.indexes), ...plan.localIndexes];
  return [
    { actions: ["dynamodb:GetItem", "dynamodb:BatchGetItem", ...many], resources: [table.arn], ...condition },
    ...(indexes.length > 0
      ? [{ actions: many, resources: indexes.map(({ name }) => indexArn(table, name)), ...condition }]
      : []),
    ...keyGrants(linked, "read"),
  ];
};

/**
 * Single items, batches and transactions of them. Where attributes are named, `UpdateItem` alone: to put or delete an
 * item changes all that it has.
 */
export const writeGrants = (linked: LinkedTable, narrowing: Narrowing): Grant[] => {
  const { plan, table } = linked;
  const whole = narrowing.attributes ? [] : ["dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"];
  const actions = [...whole, "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem"];
  return [
    { actions, resources: [table.arn], ...conditionOf("write", narrowing, keyNames(plan)) },
    ...keyGrants(linked, "write"),
  ];
};

export const queryGrants = (linked: LinkedTable, index: string, { scan = false, ...narrowing }: Reading): Grant[] => [
  {
    actions: ["dynamodb:Query", ...(scan ? ["dynamodb:Scan"] : [])],
    resources: [indexArn(linked.table, index)],
    ...conditionOf("read", narrowing, keyNames(linked.plan)),
  },
  ...keyGrants(linked, "read"),
];

interface Reading extends Narrowing {
  readonly scan?: boolean;
}

/**
 * What Lambda needs of a function's role to read the stream; `ListStreams` knows no resources.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html (read 2026-11)
 */
export const streamGrants = (linked: LinkedTable): Grant[] => [
  {
    actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
    resources: [linked.table.streamArn],
  },
  { actions: ["dynamodb:ListStreams"], resources: ["*"] },
  ...keyGrants(linked, "read"),
];

export const indexArn = (table: dynamodb.Table, index: string) => pulumi.interpolate`${table.arn}/index/${index}`;

/** Of the table and all indexes: whoever is bound to attributes needs them as well. */
const keyNames = ({ key, indexes, localIndexes }: TablePlan): string[] => {
  const keys: Key[] = [key, ...[...indexes, ...localIndexes].map((index) => index.key)];
  return [...new Set(keys.flatMap(attributesOf).map(({ name }) => name))];
};

/**
 * DynamoDB uses the key in the name of its caller.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html,
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html (read 2026-11)
 */
const KEY_ACTIONS = {
  read: ["kms:Decrypt", "kms:DescribeKey"],
  write: [
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
  ],
} as const;

export const keyGrants = ({ plan, table }: LinkedTable, verb: keyof typeof KEY_ACTIONS): Grant[] => {
  if (plan.kmsKeyArn === undefined) return [];
  const service = parseArn(table.arn).apply(({ region }) => `dynamodb.${region}.amazonaws.com`);
  return [
    {
      actions: KEY_ACTIONS[verb],
      resources: [plan.kmsKeyArn],
      condition: { StringEquals: { "kms:ViaService": service } },
    },
  ];
};
