import type { Entries } from "../../../data/storage";
import { countOf } from "../storage/counts";
import type { KeySchemaInput } from "./definition-input";
import type { Table } from "./table";
import type { IndexRecord, KeySchema, TableRecord, Throughput } from "./table-record";

export type TableStatus = "CREATING" | "UPDATING" | "DELETING" | "ACTIVE";

interface Place {
  readonly entries: Entries;
  readonly arn: (name: string) => string;
}

/** A table as DescribeTable tells it. */
// fidelity: docs: TableDescription; observed: which members are absent; sizes and counts are of now, not six hours old
export const describeTable = (
  { record }: Pick<Table, "record">,
  { entries, arn }: Place,
  status: TableStatus = statusOf(record),
): Readonly<Record<string, unknown>> => {
  const tableArn = arn(record.name);
  const { items, bytes } = countOf(entries, record.space);
  const describe = (index: IndexRecord) => describeIndex(index, record, tableArn, entries, status);
  const local = record.indexes.filter(({ isGlobal }) => !isGlobal);
  const global = record.indexes.filter(({ isGlobal }) => isGlobal);
  return {
    TableName: record.name,
    TableArn: tableArn,
    TableId: record.id,
    TableStatus: status,
    CreationDateTime: record.created / 1000,
    AttributeDefinitions: record.attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    KeySchema: describeKeys(record.schema),
    ItemCount: items,
    TableSizeBytes: bytes,
    ProvisionedThroughput: describeThroughput(record.throughput, record),
    ...(record.onDemandSince === undefined
      ? {}
      : {
          BillingModeSummary: {
            BillingMode: record.isOnDemand ? "PAY_PER_REQUEST" : "PROVISIONED",
            LastUpdateToPayPerRequestDateTime: record.onDemandSince / 1000,
          },
        }),
    ...(record.tableClass ? { TableClassSummary: { TableClass: record.tableClass } } : {}),
    DeletionProtectionEnabled: record.isProtected,
    ...(local.length > 0 ? { LocalSecondaryIndexes: local.map(describe) } : {}),
    ...(global.length > 0 ? { GlobalSecondaryIndexes: global.map(describe) } : {}),
    ...(record.stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: record.stream.view } } : {}),
    ...(record.latestStream
      ? { LatestStreamLabel: record.latestStream.label, LatestStreamArn: record.latestStream.arn }
      : {}),
    ...(record.encryption
      ? {
          SSEDescription: {
            Status: "ENABLED",
            SSEType: "KMS",
            KMSMasterKeyArn: keyArn(record.encryption.key, record.id, tableArn),
          },
        }
      : {}),
  };
};

/** Of a key that was named otherwise, one that is not there. */
const keyArn = (key: string, id: string, tableArn: string): string => {
  const [, partition, , region, account] = tableArn.split(":");
  return key.startsWith("arn:") ? key : `arn:${partition}:kms:${region}:${account}:key/${id}`;
};

const statusOf = (record: TableRecord): TableStatus =>
  record.indexes.some((index) => index.isFilling) ? "UPDATING" : "ACTIVE";

const describeIndex = (
  index: IndexRecord,
  table: TableRecord,
  tableArn: string,
  entries: Entries,
  status: TableStatus,
): object => {
  const { items, bytes } = countOf(entries, index.space);
  return {
    IndexName: index.name,
    IndexArn: `${tableArn}/index/${index.name}`,
    KeySchema: describeKeys(index.schema),
    Projection: {
      ProjectionType: index.projection.type,
      ...(index.projection.attributes ? { NonKeyAttributes: index.projection.attributes } : {}),
    },
    ...(index.isGlobal
      ? {
          IndexStatus:
            index.isFilling || status === "CREATING" ? "CREATING" : status === "DELETING" ? "DELETING" : "ACTIVE",
          ...(index.isFilling ? { Backfilling: true } : {}),
          ProvisionedThroughput: describeThroughput(index.throughput ?? NONE, table),
        }
      : {}),
    IndexSizeBytes: bytes,
    ItemCount: items,
  };
};

const NONE: Throughput = { ReadCapacityUnits: 0, WriteCapacityUnits: 0 };

const describeThroughput = (units: Throughput, { lastIncrease, lastDecrease }: TableRecord): object => ({
  ...(lastIncrease === undefined ? {} : { LastIncreaseDateTime: lastIncrease / 1000 }),
  ...(lastDecrease === undefined ? {} : { LastDecreaseDateTime: lastDecrease / 1000 }),
  NumberOfDecreasesToday: 0,
  ...units,
});

export const describeKeys = ({ partition, sort }: KeySchema): KeySchemaInput => [
  ...partition.map(({ name }) => ({ AttributeName: name, KeyType: "HASH" as const })),
  ...sort.map(({ name }) => ({ AttributeName: name, KeyType: "RANGE" as const })),
];
