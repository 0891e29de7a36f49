import { list } from "../input/collections";
import { flag, oneOf, text, whole } from "../input/plain";
import { required, type ValueOf } from "../input/shape";
import { structure } from "../input/structure";

/** How tables and indexes are defined, in CreateTable and UpdateTable. */

export const attributeDefinitions = list(
  structure("AttributeDefinition", {
    AttributeName: required(text({ min: 1, max: 255 })),
    AttributeType: required(oneOf("B", "N", "S")),
  }),
);

const keyElement = structure("KeySchemaElement", {
  AttributeName: required(text({ min: 1, max: 255 })),
  KeyType: required(oneOf("HASH", "RANGE")),
});

const keySchema = list(keyElement, { min: 1, max: 2 });

/** Four attributes of each kind. */
const globalKeySchema = list(keyElement, { min: 1, max: 8 });

export const throughput = structure("ProvisionedThroughput", {
  ReadCapacityUnits: required(whole({ min: 1 })),
  WriteCapacityUnits: required(whole({ min: 1 })),
});

const indexName = text({ min: 3, max: 255, pattern: "[a-zA-Z0-9_.-]+" });

const projection = structure("Projection", {
  ProjectionType: oneOf("ALL", "INCLUDE", "KEYS_ONLY"),
  NonKeyAttributes: list(text({ min: 1, max: 255 }), { min: 1, max: 20 }),
});

const localIndex = structure("LocalSecondaryIndex", {
  IndexName: required(indexName),
  KeySchema: required(keySchema),
  Projection: required(projection),
});

const INDEX = {
  IndexName: required(indexName),
  KeySchema: required(globalKeySchema),
  Projection: required(projection),
  ProvisionedThroughput: throughput,
};

const globalIndex = structure("GlobalSecondaryIndex", INDEX);

export const indexUpdates = list(
  structure("GlobalSecondaryIndexUpdate", {
    Update: structure("UpdateGlobalSecondaryIndexAction", {
      IndexName: required(indexName),
      ProvisionedThroughput: throughput,
    }),
    Create: structure("CreateGlobalSecondaryIndexAction", INDEX),
    Delete: structure("DeleteGlobalSecondaryIndexAction", { IndexName: required(indexName) }),
  }),
);

export const billingMode = oneOf("PROVISIONED", "PAY_PER_REQUEST");

export const streamSpecification = structure("StreamSpecification", {
  StreamEnabled: required(flag),
  StreamViewType: oneOf("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"),
});

export const encryptionSpecification = structure("SSESpecification", {
  Enabled: flag,
  SSEType: oneOf("AES256", "KMS"),
  KMSMasterKeyId: text(),
});

export const tableClass = oneOf("STANDARD", "STANDARD_INFREQUENT_ACCESS");

export const tagList = list(
  structure("Tag", { Key: required(text({ min: 1, max: 128 })), Value: required(text({ max: 256 })) }),
);

/** How many requests a table takes at most, where that is limited; nothing is throttled here. */
export const onDemandThroughput = structure("OnDemandThroughput", {
  MaxReadRequestUnits: whole(),
  MaxWriteRequestUnits: whole(),
});

export const createTableInput = structure("CreateTableInput", {
  TableName: text({ min: 3, max: 255, pattern: "[a-zA-Z0-9_.-]+" }),
  AttributeDefinitions: required(attributeDefinitions),
  KeySchema: required(keySchema),
  LocalSecondaryIndexes: list(localIndex),
  GlobalSecondaryIndexes: list(globalIndex),
  BillingMode: billingMode,
  ProvisionedThroughput: throughput,
  StreamSpecification: streamSpecification,
  SSESpecification: encryptionSpecification,
  Tags: tagList,
  TableClass: tableClass,
  DeletionProtectionEnabled: flag,
});

export type CreateTableInput = ValueOf<typeof createTableInput>;
export type IndexInput = ValueOf<typeof globalIndex>;
export type KeySchemaInput = ValueOf<typeof keySchema>;
export type AttributeInput = ValueOf<typeof attributeDefinitions>[number];
