import type { Properties } from "../../../engine/resources/resource-type";
import { readInput } from "../input/structure";
import { type CreateTableInput, createTableInput } from "../tables/definition-input";

/** The input of CreateTable that the provider makes of a table's properties. @throws {ServiceError} when it is none */
export const tableDefinition = (name: string, inputs: Properties): CreateTableInput => {
  const perRequest = inputs.billingMode === "PAY_PER_REQUEST";
  const local = listOf(inputs.localSecondaryIndexes).map((index) => indexDefinition(index, inputs.hashKey));
  const global = listOf(inputs.globalSecondaryIndexes).map((index) => ({
    ...indexDefinition(index, index.hashKey),
    ...(perRequest ? {} : { ProvisionedThroughput: throughput(index) }),
  }));
  return readInput(createTableInput, {
    TableName: name,
    AttributeDefinitions: listOf(inputs.attributes).map(({ name: AttributeName, type: AttributeType }) => ({
      AttributeName,
      AttributeType,
    })),
    KeySchema: keySchema(inputs.hashKey, inputs.rangeKey),
    ...(perRequest ? { BillingMode: "PAY_PER_REQUEST" } : { ProvisionedThroughput: throughput(inputs) }),
    ...(local.length > 0 ? { LocalSecondaryIndexes: local } : {}),
    ...(global.length > 0 ? { GlobalSecondaryIndexes: global } : {}),
    ...(inputs.streamEnabled === true
      ? { StreamSpecification: { StreamEnabled: true, StreamViewType: inputs.streamViewType } }
      : {}),
    ...(inputs.tableClass ? { TableClass: inputs.tableClass } : {}),
    DeletionProtectionEnabled: inputs.deletionProtectionEnabled === true,
    ...encryption(inputs.serverSideEncryption),
  });
};

const indexDefinition = (index: Properties, hashKey: unknown): Properties => ({
  IndexName: index.name,
  KeySchema: Array.isArray(index.keySchemas)
    ? listOf(index.keySchemas).map(({ attributeName: AttributeName, keyType: KeyType }) => ({ AttributeName, KeyType }))
    : keySchema(hashKey, index.rangeKey),
  Projection: {
    ProjectionType: index.projectionType,
    ...(listOf(index.nonKeyAttributes).length > 0 ? { NonKeyAttributes: index.nonKeyAttributes } : {}),
  },
});

const keySchema = (hashKey: unknown, rangeKey: unknown): Properties[] => [
  { AttributeName: hashKey, KeyType: "HASH" },
  ...(rangeKey ? [{ AttributeName: rangeKey, KeyType: "RANGE" }] : []),
];

const throughput = ({ readCapacity, writeCapacity }: Properties): Properties => ({
  ReadCapacityUnits: readCapacity ?? 1,
  WriteCapacityUnits: writeCapacity ?? 1,
});

const encryption = (raw: unknown): Properties => {
  const { enabled, kmsKeyArn } = (raw ?? {}) as Properties; // an object by the provider's schema
  if (enabled !== true) return {};
  return { SSESpecification: { Enabled: true, SSEType: "KMS", ...(kmsKeyArn ? { KMSMasterKeyId: kmsKeyArn } : {}) } };
};

/** Objects by the provider's schema. */
const listOf = (value: unknown): Properties[] => (Array.isArray(value) ? (value as Properties[]) : []);
