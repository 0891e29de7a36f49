import { notEmulated } from "../../wire/operations/not-emulated";
import { ServiceError } from "../../wire/service-error";
import type { Input } from "./dynamodb-operation";

/** A global index, as CreateTable and UpdateTable take it and DescribeTable tells it. */
interface Index extends Input {
  readonly IndexName: string;
  readonly KeySchema: readonly { readonly AttributeName: string }[];
}

interface IndexUpdate {
  readonly Create?: Index;
  readonly Update?: Input;
  readonly Delete?: { readonly IndexName: string };
}

interface Attribute {
  readonly AttributeName: string;
}

/** What DescribeTable tells of a table, as far as its indexes go. */
export interface Described {
  readonly TableName: string;
  readonly AttributeDefinitions: readonly Attribute[];
  readonly KeySchema: Index["KeySchema"];
  readonly BillingModeSummary?: { readonly BillingMode: string };
  readonly ProvisionedThroughput?: Input;
  readonly LocalSecondaryIndexes?: readonly Index[];
  readonly GlobalSecondaryIndexes?: readonly Index[];
}

const updatesOf = ({ GlobalSecondaryIndexUpdates: updates }: Input): readonly IndexUpdate[] =>
  Array.isArray(updates) ? updates : [];

/** Whether an input of UpdateTable makes or deletes an index, which dynalite passes over. */
export const changesIndexes = (input: Input): boolean =>
  updatesOf(input).some(({ Create, Delete }) => Create || Delete);

/** The input of CreateTable that would make the table with its indexes changed. @throws {ServiceError} */
export const changedDefinition = (table: Described, input: Input): Input => {
  const change = onlyChange(input);
  const before = table.GlobalSecondaryIndexes ?? [];
  const name = (change.Create ?? change.Delete)?.IndexName;
  const known = before.some(({ IndexName }) => IndexName === name);
  if (change.Create && known) throw invalid("Attempting to create an index which already exists");
  if (!change.Create && !known) throw new ServiceError("ResourceNotFoundException", "Requested resource not found");
  const onDemand = table.BillingModeSummary?.BillingMode === "PAY_PER_REQUEST";
  const kept = before.filter(({ IndexName }) => IndexName !== name).map((index) => asInput(index, onDemand));
  const GlobalSecondaryIndexes = change.Create ? [...kept, change.Create] : kept;
  return {
    TableName: table.TableName,
    KeySchema: table.KeySchema,
    AttributeDefinitions: attributes(table, input, GlobalSecondaryIndexes),
    ...(onDemand ? { BillingMode: "PAY_PER_REQUEST" } : { ProvisionedThroughput: units(table.ProvisionedThroughput) }),
    ...(table.LocalSecondaryIndexes
      ? { LocalSecondaryIndexes: table.LocalSecondaryIndexes.map((index) => asInput(index, true)) }
      : {}),
    ...(GlobalSecondaryIndexes.length > 0 ? { GlobalSecondaryIndexes } : {}),
  };
};

// fidelity: docs: UpdateTable, errors: LimitExceededException; guess: its text
const onlyChange = (input: Input): IndexUpdate => {
  const [change = {}, ...more] = updatesOf(input);
  if (more.some(({ Create, Delete }) => Create || Delete)) {
    const text = "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table";
    throw new ServiceError("LimitExceededException", text);
  }
  if (more.length > 0 || input.BillingMode !== undefined || input.ProvisionedThroughput !== undefined) {
    throw notEmulated("dynamodb", "UpdateTable", "a change of indexes together with one of throughput");
  }
  return change;
};

/** Definitions of all attributes that are keys. */
// fidelity: observed: the text of CreateTable
const attributes = (table: Described, input: Input, indexes: readonly Index[]): readonly Attribute[] => {
  const given = (input.AttributeDefinitions ?? []) as readonly Attribute[]; // CreateTable's check says of which kind
  const used = new Set(
    [table, ...(table.LocalSecondaryIndexes ?? []), ...indexes].flatMap(({ KeySchema }) =>
      KeySchema.map(({ AttributeName }) => AttributeName),
    ),
  );
  const names = given.map(({ AttributeName }) => AttributeName);
  if (names.some((name) => !used.has(name))) {
    throw invalid(
      `One or more parameter values were invalid: Some AttributeDefinitions are not used. AttributeDefinitions: [${names.join(", ")}], keys used: [${[...used].join(", ")}]`,
    );
  }
  const older = table.AttributeDefinitions.filter(({ AttributeName }) => !names.includes(AttributeName));
  return [...older, ...given].filter(({ AttributeName }) => used.has(AttributeName));
};

const asInput = ({ IndexName, KeySchema, Projection, ProvisionedThroughput }: Index, onDemand: boolean): Index => ({
  IndexName,
  KeySchema,
  Projection,
  ...(onDemand ? {} : { ProvisionedThroughput: units(ProvisionedThroughput as Input) }), // as it was created
});

const units = ({ ReadCapacityUnits, WriteCapacityUnits }: Input = {}): Input => ({
  ReadCapacityUnits,
  WriteCapacityUnits,
});

const invalid = (message: string): ServiceError => new ServiceError("ValidationException", message);
