import { randomUUID } from "node:crypto";
import type { CreateTableInput, IndexInput, KeySchemaInput } from "./definition-input";
import type { IndexRecord, KeyAttribute, KeySchema, TableRecord } from "./table-record";

const NO_THROUGHPUT = { ReadCapacityUnits: 0, WriteCapacityUnits: 0 };

/** The record of a table that does not exist yet; its definition has been checked. */
export const newTable = (name: string, input: CreateTableInput, now: number, newSpace: () => number): TableRecord => {
  const isOnDemand = input.BillingMode === "PAY_PER_REQUEST";
  const attributes = input.AttributeDefinitions.map((each) => ({ name: each.AttributeName, type: each.AttributeType }));
  const indexes = (list: readonly IndexInput[] | undefined, isGlobal: boolean) =>
    (list ?? []).map((index) => newIndex(index, attributes, isGlobal, newSpace()));
  return {
    name,
    id: randomUUID(),
    space: newSpace(),
    created: now,
    attributes,
    schema: schemaOf(input.KeySchema, attributes),
    indexes: [...indexes(input.LocalSecondaryIndexes, false), ...indexes(input.GlobalSecondaryIndexes, true)],
    isOnDemand,
    ...(isOnDemand ? { onDemandSince: now } : {}),
    throughput: input.ProvisionedThroughput ?? NO_THROUGHPUT,
    ...(input.TableClass ? { tableClass: input.TableClass } : {}),
    isProtected: input.DeletionProtectionEnabled === true,
    tags: Object.fromEntries((input.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
    ...encryptionOf(input.SSESpecification),
  };
};

export const newIndex = (
  { IndexName, KeySchema, Projection, ProvisionedThroughput }: IndexInput,
  attributes: readonly KeyAttribute[],
  isGlobal: boolean,
  space: number,
): IndexRecord => ({
  name: IndexName,
  space,
  isGlobal,
  schema: schemaOf(KeySchema, attributes),
  projection: {
    type: Projection.ProjectionType ?? "ALL",
    ...(Projection.NonKeyAttributes ? { attributes: Projection.NonKeyAttributes } : {}),
  },
  ...(isGlobal && ProvisionedThroughput ? { throughput: ProvisionedThroughput } : {}),
});

const schemaOf = (input: KeySchemaInput, attributes: readonly KeyAttribute[]): KeySchema => {
  const [hash, range] = input.map(({ AttributeName }) => attributes.find(({ name }) => name === AttributeName));
  if (!hash) throw new Error("a key schema that was not checked");
  return range ? { hash, range } : { hash };
};

/** Encryption with a key of the account; one that AWS owns is not told. */
export const encryptionOf = (specification: CreateTableInput["SSESpecification"]): Pick<TableRecord, "encryption"> =>
  specification?.Enabled ? { encryption: { key: specification.KMSMasterKeyId ?? "alias/aws/dynamodb" } } : {};
