import type { Properties } from "../../engine/resources/resource-type";

/** The input of CreateTable that the provider makes of a table's properties. */
export const tableDefinition = (name: string, inputs: Properties): Properties => {
  const perRequest = inputs.billingMode === "PAY_PER_REQUEST";
  const local = listOf(inputs.localSecondaryIndexes).map((index) => indexDefinition(index, inputs.hashKey));
  const global = listOf(inputs.globalSecondaryIndexes).map((index) => ({
    ...indexDefinition(index, index.hashKey),
    ...(perRequest ? {} : { ProvisionedThroughput: throughput(index) }),
  }));
  return {
    TableName: name,
    AttributeDefinitions: listOf(inputs.attributes).map(({ name: AttributeName, type: AttributeType }) => ({
      AttributeName,
      AttributeType,
    })),
    KeySchema: keySchema(inputs.hashKey, inputs.rangeKey),
    ...(perRequest ? { BillingMode: "PAY_PER_REQUEST" } : { ProvisionedThroughput: throughput(inputs) }),
    ...(local.length > 0 ? { LocalSecondaryIndexes: local } : {}),
    ...(global.length > 0 ? { GlobalSecondaryIndexes: global } : {}),
  };
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

/** Objects by the provider's schema. */
const listOf = (value: unknown): Properties[] => (Array.isArray(value) ? (value as Properties[]) : []);
