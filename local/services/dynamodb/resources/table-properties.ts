import type { Properties } from "../../../engine/resources/resource-type";
import { describeKeys, encryptionKeyArn } from "../tables/description";
import type { IndexRecord, KeySchema, TableRecord, Throughput } from "../tables/table-record";

/** The properties of `aws.dynamodb.Table`, inputs and outputs, as the table has them. */
export const tableProperties = (record: TableRecord, arn: string): Properties => {
  const { attributes, schema, indexes, isOnDemand, throughput, stream, latestStream, timeToLive, recovery } = record;
  const local = indexes.filter(({ isGlobal }) => !isGlobal).map(localIndexProperties);
  return {
    name: record.name,
    arn,
    attributes: attributes.map(({ name, type }) => ({ name, type })),
    ...keyProperties(schema),
    billingMode: isOnDemand ? "PAY_PER_REQUEST" : "PROVISIONED",
    ...capacity(isOnDemand ? undefined : throughput),
    globalSecondaryIndexes: indexes.filter(({ isGlobal }) => isGlobal).map(globalIndexProperties),
    ...(local.length > 0 && { localSecondaryIndexes: local }),
    ttl: { attributeName: timeToLive?.attribute ?? "", enabled: timeToLive !== undefined },
    pointInTimeRecovery: {
      enabled: recovery !== undefined,
      ...(recovery && { recoveryPeriodInDays: recovery.days }),
    },
    serverSideEncryption: record.encryption
      ? { enabled: true, kmsKeyArn: encryptionKeyArn(record.encryption.key, record.id, arn) }
      : { enabled: false },
    streamEnabled: stream !== undefined,
    streamViewType: stream?.view ?? "",
    streamArn: latestStream?.arn ?? "",
    streamLabel: latestStream?.label ?? "",
    tableClass: record.tableClass ?? "STANDARD",
    deletionProtectionEnabled: record.isProtected,
    tagsAll: record.tags,
  };
};

/** A key of several attributes of a kind has no other form than `keySchemas`. */
const keyProperties = ({ partition: [hash, ...others], sort: [range, ...more] }: KeySchema): Properties =>
  others.length + more.length > 0 ? {} : { hashKey: hash?.name, ...(range && { rangeKey: range.name }) };

const indexProperties = ({ name, projection }: IndexRecord): Properties => ({
  name,
  projectionType: projection.type,
  ...(projection.attributes && { nonKeyAttributes: projection.attributes }),
});

const localIndexProperties = (index: IndexRecord): Properties => ({
  ...indexProperties(index),
  rangeKey: index.schema.sort[0]?.name,
});

const globalIndexProperties = (index: IndexRecord): Properties => ({
  ...indexProperties(index),
  ...keyProperties(index.schema),
  keySchemas: describeKeys(index.schema).map(({ AttributeName, KeyType }) => ({
    attributeName: AttributeName,
    keyType: KeyType,
  })),
  ...capacity(index.throughput),
});

const capacity = (throughput: Throughput | undefined): Properties => ({
  readCapacity: throughput?.ReadCapacityUnits ?? 0,
  writeCapacity: throughput?.WriteCapacityUnits ?? 0,
});
