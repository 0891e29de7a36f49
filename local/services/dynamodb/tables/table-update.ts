import { ServiceError } from "../../../wire/service-error";
import type { DynamoDbServices } from "../dynamodb-services";
import { flag } from "../input/plain";
import { required, type ValueOf } from "../input/shape";
import { structure } from "../input/structure";
import { tableName } from "../operations/table-name";
import { invalid, invalidParameter, noSuchResource } from "../refusals";
import {
  checkAllUsed,
  checkIndexKeys,
  checkIndexThroughput,
  checkProjection,
  checkUnits,
  NO_UNITS,
} from "./check-definition";
import {
  type AttributeInput,
  attributeDefinitions,
  billingMode,
  encryptionSpecification,
  indexUpdates,
  streamSpecification,
  tableClass,
  throughput,
} from "./definition-input";
import { describeKeys } from "./description";
import { newIndex, withEncryption } from "./new-table";
import { inUse, requireTable, viewOf, withoutStream, withStream } from "./table-control";
import type { IndexRecord, TableRecord, Throughput } from "./table-record";

export const updateTableInput = structure("UpdateTableInput", {
  TableName: required(tableName),
  AttributeDefinitions: attributeDefinitions,
  BillingMode: billingMode,
  ProvisionedThroughput: throughput,
  GlobalSecondaryIndexUpdates: indexUpdates,
  StreamSpecification: streamSpecification,
  SSESpecification: encryptionSpecification,
  TableClass: tableClass,
  DeletionProtectionEnabled: flag,
});

export type UpdateTableInput = ValueOf<typeof updateTableInput>;

type IndexUpdate = NonNullable<UpdateTableInput["GlobalSecondaryIndexUpdates"]>[number];

/** What an update makes of a table. */
export interface TableUpdate {
  readonly record: TableRecord;
  /** Indexes that are no more. */
  readonly removed: readonly IndexRecord[];
}

/** Changes a table. Entries of a new index are made by and by, those of a removed one removed. @throws {ServiceError} */
export const updateTable = async (services: DynamoDbServices, input: UpdateTableInput): Promise<TableUpdate> => {
  checkMembers(input);
  const { record: before } = requireTable(services, input.TableName);
  if (before.indexes.some(({ isFilling }) => isFilling)) throw inUse(before.name);
  const { record: indexed, removed } = changedIndexes(services, before, input);
  const billed = changedBilling(indexed, input, services.clock.now());
  const record = changedStream(services, billed, input);
  const kept = services.tables.keep(record);
  if (removed.length > 0) services.purges.add(removed.map(({ space }) => space));
  await kept;
  if (record.indexes.some(({ isFilling }) => isFilling)) services.filling.start(record.name);
  return { record, removed };
};

// fidelity: observed: dynalite's tests: the texts
const checkMembers = (input: UpdateTableInput): void => {
  const { GlobalSecondaryIndexUpdates: updates, ProvisionedThroughput: units, BillingMode } = input;
  const { TableName: _, AttributeDefinitions: __, ...changes } = input;
  if (Object.keys(changes).length === 0 || (Object.keys(changes).length === 1 && updates?.length === 0)) {
    throw invalid(
      "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required",
    );
  }
  if (BillingMode === "PROVISIONED" && !units) {
    throw invalidParameter("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
  }
  if (units) checkUnits(units);
  const names = new Set<string>();
  for (const update of updates ?? []) {
    const name = nameOf(update);
    if (name === undefined) {
      throw invalidParameter(
        "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null",
      );
    }
    if (names.has(name)) {
      throw invalidParameter(
        `Only one global secondary index update per index is allowed simultaneously. Index: ${name}`,
      );
    }
    names.add(name);
  }
  if ((updates ?? []).filter(({ Create, Delete }) => Create || Delete).length > 1) {
    throw new ServiceError(
      "LimitExceededException",
      "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
    );
  }
};

const nameOf = ({ Create, Update, Delete }: IndexUpdate): string | undefined => (Create ?? Update ?? Delete)?.IndexName;

const changedIndexes = (
  { newSpace }: DynamoDbServices,
  before: TableRecord,
  { GlobalSecondaryIndexUpdates = [], AttributeDefinitions = [], BillingMode }: UpdateTableInput,
): TableUpdate => {
  const isOnDemand = BillingMode === undefined ? before.isOnDemand : BillingMode === "PAY_PER_REQUEST";
  const definitions = joinedDefinitions(before, AttributeDefinitions);
  const attributes = definitions.map((each) => ({ name: each.AttributeName, type: each.AttributeType }));
  let indexes = [...before.indexes];
  let removed: IndexRecord[] = [];
  for (const { Create, Update, Delete } of GlobalSecondaryIndexUpdates) {
    const name = (Create ?? Update ?? Delete)?.IndexName;
    const known = indexes.find((index) => index.name === name);
    if (Create) {
      if (known) throw invalid("Attempting to create an index which already exists");
      checkIndexKeys(Create, definitions, true);
      checkProjection(Create);
      checkIndexThroughput(Create, isOnDemand);
      indexes.push({ ...newIndex(Create, attributes, true, newSpace()), isFilling: true });
      continue;
    }
    if (!known?.isGlobal) throw noSuchResource();
    if (Delete) {
      removed = [...removed, known];
      indexes = indexes.filter((index) => index !== known);
    } else if (Update?.ProvisionedThroughput) {
      const units = Update.ProvisionedThroughput;
      if (isOnDemand) throw NO_UNITS();
      checkUnits(units);
      requireChange(known.throughput, units, `index ${known.name}`);
      indexes = indexes.map((index) => (index === known ? { ...index, throughput: units } : index));
    }
  }
  const schemas = [before.schema, ...indexes.map(({ schema }) => schema)].map(describeKeys);
  if (AttributeDefinitions.length > 0) checkAllUsed(AttributeDefinitions, [...schemas, []]);
  const used = new Set(schemas.flatMap((schema) => schema.map(({ AttributeName }) => AttributeName)));
  return { record: { ...before, indexes, attributes: attributes.filter(({ name }) => used.has(name)) }, removed };
};

const joinedDefinitions = ({ attributes }: TableRecord, given: readonly AttributeInput[]): AttributeInput[] => {
  const names = new Set(given.map(({ AttributeName }) => AttributeName));
  const older = attributes.filter(({ name }) => !names.has(name));
  return [...older.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })), ...given];
};

const changedBilling = (before: TableRecord, input: UpdateTableInput, now: number): TableRecord => {
  const { BillingMode, ProvisionedThroughput: units } = input;
  const isOnDemand = BillingMode === undefined ? before.isOnDemand : BillingMode === "PAY_PER_REQUEST";
  if (isOnDemand && units) throw NO_UNITS();
  if (isOnDemand && !before.isOnDemand) {
    const none = { ReadCapacityUnits: 0, WriteCapacityUnits: 0 };
    const indexes = before.indexes.map(({ throughput: _, ...index }) => index);
    return { ...before, isOnDemand, onDemandSince: now, throughput: none, indexes };
  }
  if (!units) return before;
  if (!before.isOnDemand) {
    requireChange(before.throughput, units, "the table");
    const { throughput: old } = before;
    const isMore = units.ReadCapacityUnits > old.ReadCapacityUnits || units.WriteCapacityUnits > old.WriteCapacityUnits;
    const isLess = units.ReadCapacityUnits < old.ReadCapacityUnits || units.WriteCapacityUnits < old.WriteCapacityUnits;
    const changed = { ...(isMore ? { lastIncrease: now } : {}), ...(isLess ? { lastDecrease: now } : {}) };
    return { ...before, throughput: units, ...changed };
  }
  const missing = before.indexes.filter(({ isGlobal }) => isGlobal).map(({ name }) => name);
  const given = new Map(
    (input.GlobalSecondaryIndexUpdates ?? []).map((each) => [nameOf(each), each.Update?.ProvisionedThroughput]),
  );
  const without = missing.filter((name) => !given.get(name));
  if (without.length > 0) {
    throw invalidParameter(`ProvisionedThroughput must be specified for index: ${without.join(",")}`);
  }
  return { ...before, isOnDemand: false, throughput: units };
};

const requireChange = (old: Throughput | undefined, units: Throughput, of: string): void => {
  if (old?.ReadCapacityUnits !== units.ReadCapacityUnits || old.WriteCapacityUnits !== units.WriteCapacityUnits) return;
  throw invalid(
    `The provisioned throughput for ${of} will not change. The requested value equals the current value. ` +
      `Current ReadCapacityUnits provisioned for ${of}: ${old.ReadCapacityUnits}. Requested ReadCapacityUnits: ${units.ReadCapacityUnits}. ` +
      `Current WriteCapacityUnits provisioned for ${of}: ${old.WriteCapacityUnits}. Requested WriteCapacityUnits: ${units.WriteCapacityUnits}. ` +
      "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.",
  );
};

// fidelity: observed: the texts of a stream that is there already, or is not
const changedStream = (services: DynamoDbServices, before: TableRecord, input: UpdateTableInput): TableRecord => {
  const changed: TableRecord = {
    ...(input.SSESpecification ? withEncryption(before, input.SSESpecification) : before),
    ...(input.TableClass ? { tableClass: input.TableClass } : {}),
    ...(input.DeletionProtectionEnabled === undefined ? {} : { isProtected: input.DeletionProtectionEnabled }),
  };
  const { StreamSpecification: specification } = input;
  const view = viewOf(specification);
  if (!specification) return changed;
  if (view && before.stream) throw invalidParameter(`Table already has an enabled stream: TableName: ${before.name}`);
  if (!view && !before.stream) throw invalid(`Table ${before.name} has no stream to disable`);
  return view ? withStream(services, changed, view) : withoutStream(services, changed);
};
