import { ServiceError } from "../../../wire/service-error";
import { invalid, invalidParameter } from "../refusals";
import type { AttributeInput, CreateTableInput, IndexInput, KeySchemaInput } from "./definition-input";
import type { Throughput } from "./table-record";

// fidelity: docs: "Service quotas": local and global indexes of a table, attributes that they project together
const MAX_LOCAL = 5;
const MAX_GLOBAL = 20;
const MAX_PROJECTED = 100;
const MAX_UNITS = 1_000_000_000_000;

/** Whether such a table can be. @throws {ServiceError} */
// fidelity: observed: nubo-db/dynamodb-conformance, dynalite's tests: the texts, and their order
export const checkDefinition = (input: CreateTableInput): void => {
  const {
    AttributeDefinitions: definitions,
    KeySchema,
    LocalSecondaryIndexes: local,
    GlobalSecondaryIndexes: global,
  } = input;
  checkBilling(input);
  checkKeySchema(KeySchema, definitions);
  if (local) {
    if (local.length === 0) throw invalidParameter("List of LocalSecondaryIndexes is empty");
    if (KeySchema.length !== 2) {
      throw invalidParameter(
        "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
      );
    }
  }
  if (global && global.length === 0) throw invalidParameter("List of GlobalSecondaryIndexes is empty");
  const names = new Set<string>();
  for (const index of local ?? []) {
    checkIndexKeys(index, definitions, false);
    checkLocalKeys(index, KeySchema);
    checkProjection(index);
    checkName(index, names);
  }
  if ((local?.length ?? 0) > MAX_LOCAL) {
    throw invalidParameter(`Number of LocalSecondaryIndexes exceeds per-table limit of ${MAX_LOCAL}`);
  }
  for (const index of global ?? []) {
    checkIndexKeys(index, definitions, true);
    checkProjection(index);
    checkIndexThroughput(index, input.BillingMode === "PAY_PER_REQUEST");
    checkName(index, names);
  }
  if ((global?.length ?? 0) > MAX_GLOBAL) {
    throw invalidParameter(`GlobalSecondaryIndex count exceeds the per-table limit of ${MAX_GLOBAL}`);
  }
  checkProjectedTogether([...(local ?? []), ...(global ?? [])]);
  checkAllUsed(definitions, [KeySchema, ...[...(local ?? []), ...(global ?? [])].map((index) => index.KeySchema)]);
};

const checkBilling = ({ BillingMode, ProvisionedThroughput: units }: CreateTableInput): void => {
  if (BillingMode === "PAY_PER_REQUEST") {
    if (units) throw NO_UNITS();
    return;
  }
  if (!units) {
    throw invalidParameter(
      "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
    );
  }
  checkUnits(units);
};

export const NO_UNITS = (): ServiceError =>
  invalidParameter(
    "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
  );

export const checkUnits = (units: Throughput): void => {
  for (const name of ["ReadCapacityUnits", "WriteCapacityUnits"] as const) {
    if (units[name] > MAX_UNITS) throw invalid(`Given value ${units[name]} for ${name} is out of bounds`);
  }
};

const checkKeySchema = (schema: KeySchemaInput, definitions: readonly AttributeInput[]): void => {
  if (schema.length > definitions.length) {
    throw invalid("Invalid KeySchema: Some index key attribute have no definition");
  }
  checkDefined(schema, definitions);
  checkOrder(schema, false);
};

/** @throws {ServiceError} */
export const checkDefined = (schema: KeySchemaInput, definitions: readonly AttributeInput[]): void => {
  const [keys, defined] = [schema, definitions].map((list) => list.map(({ AttributeName }) => AttributeName));
  if (keys?.some((key) => !defined?.includes(key))) {
    throw invalidParameter(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${keys.join(", ")}], AttributeDefinitions: [${defined?.join(", ")}]`,
    );
  }
};

// fidelity: docs: "Multi-attribute keys pattern": four of each kind; guess: the text of that
const MOST_OF_A_KIND = 4;

const checkOrder = (schema: KeySchemaInput, isGlobal: boolean): void => {
  const names = schema.map(({ AttributeName }) => AttributeName);
  if (new Set(names).size < names.length) {
    throw invalid("Both the Hash Key and the Range Key element in the KeySchema have the same name");
  }
  if (schema[0]?.KeyType !== "HASH") {
    throw invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  }
  if (!isGlobal && schema.length === 2 && schema[1]?.KeyType !== "RANGE") {
    throw invalid("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  }
  const firstSort = schema.findIndex(({ KeyType }) => KeyType === "RANGE");
  const partitions = firstSort === -1 ? schema.length : firstSort;
  const isOrdered = schema.slice(partitions).every(({ KeyType }) => KeyType === "RANGE");
  if (!isOrdered || partitions > MOST_OF_A_KIND || schema.length - partitions > MOST_OF_A_KIND) {
    throw invalid(
      `Invalid KeySchema: at most ${MOST_OF_A_KIND} HASH keys and then at most ${MOST_OF_A_KIND} RANGE keys`,
    );
  }
};

/** @throws {ServiceError} */
export const checkIndexKeys = (
  { KeySchema }: Pick<IndexInput, "KeySchema">,
  definitions: readonly AttributeInput[],
  isGlobal: boolean,
): void => {
  checkDefined(KeySchema, definitions);
  checkOrder(KeySchema, isGlobal);
};

const checkLocalKeys = ({ IndexName, KeySchema }: IndexInput, table: KeySchemaInput): void => {
  if (KeySchema.length !== 2) {
    throw invalidParameter(`Index KeySchema does not have a range key for index: ${IndexName}`);
  }
  const [own, wanted] = [KeySchema[0]?.AttributeName, table[0]?.AttributeName];
  if (own !== wanted) {
    throw invalidParameter(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${IndexName}. index hash key: ${own}, table hash key: ${wanted}`,
    );
  }
};

/** @throws {ServiceError} */
export const checkProjection = ({ Projection: { ProjectionType: type, NonKeyAttributes } }: IndexInput): void => {
  if (type === undefined) throw invalidParameter("Unknown ProjectionType: null");
  if (NonKeyAttributes && type !== "INCLUDE") {
    throw invalidParameter(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
  }
  if (!NonKeyAttributes && type === "INCLUDE") {
    throw invalidParameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  }
};

/** @throws {ServiceError} */
export const checkIndexThroughput = (
  { IndexName, ProvisionedThroughput: units }: IndexInput,
  isOnDemand: boolean,
): void => {
  if (isOnDemand && units) {
    throw invalidParameter(
      `ProvisionedThroughput should not be specified for index: ${IndexName} when BillingMode is PAY_PER_REQUEST`,
    );
  }
  if (!isOnDemand && !units) {
    throw invalidParameter(`ProvisionedThroughput must be specified for index: ${IndexName}`);
  }
  if (units) checkUnits(units);
};

const checkName = ({ IndexName }: IndexInput, names: Set<string>): void => {
  if (names.has(IndexName)) throw invalidParameter(`Duplicate index name: ${IndexName}`);
  names.add(IndexName);
};

const checkProjectedTogether = (indexes: readonly IndexInput[]): void => {
  const count = indexes.reduce((total, { Projection }) => total + (Projection.NonKeyAttributes?.length ?? 0), 0);
  if (count > MAX_PROJECTED) {
    throw invalidParameter(
      `The total number of attributes projected into all of the secondary indexes exceeds the per-table limit of ${MAX_PROJECTED}`,
    );
  }
};

/** @throws {ServiceError} */
export const checkAllUsed = (definitions: readonly AttributeInput[], schemas: readonly KeySchemaInput[]): void => {
  const used = [...new Set(schemas.flatMap((schema) => schema.map(({ AttributeName }) => AttributeName)))];
  const names = definitions.map(({ AttributeName }) => AttributeName);
  if (names.every((name) => used.includes(name))) return;
  if (schemas.length === 1) {
    throw invalidParameter(
      "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
    );
  }
  throw invalidParameter(
    `Some AttributeDefinitions are not used. AttributeDefinitions: [${names.join(", ")}], keys used: [${used.join(", ")}]`,
  );
};

// fidelity: docs: CreateTable, errors: the code; observed: the text
export const tableExists = (name: string): ServiceError =>
  new ServiceError("ResourceInUseException", `Table already exists: ${name}`);
