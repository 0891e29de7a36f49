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
  const record: TableRecord = {
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
  };
  return input.SSESpecification ? withEncryption(record, input.SSESpecification) : record;
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
  const ofKind = (kind: "HASH" | "RANGE") =>
    input
      .filter(({ KeyType }) => KeyType === kind)
      .flatMap(({ AttributeName }) => attributes.find(({ name }) => name === AttributeName) ?? []);
  return { partition: ofKind("HASH"), sort: ofKind("RANGE") };
};

/** The table with its encryption by a key of the account, or by one that AWS owns, which is not told. */
export const withEncryption = (
  { encryption: _, ...record }: TableRecord,
  { Enabled = false, KMSMasterKeyId: key = "alias/aws/dynamodb" }: NonNullable<CreateTableInput["SSESpecification"]>,
): TableRecord => (Enabled ? { ...record, encryption: { key } } : record);
