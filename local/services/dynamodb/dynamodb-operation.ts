import type { Access } from "../../access/access";
import { requireAccess } from "../../access/require-access";
import type { Call, Operation, Output } from "../../wire/operation";
import { ServiceError } from "../../wire/service-error";
import type { Dynalite } from "./dynalite";

/** What the operations of DynamoDB work with. */
export interface DynamoDbServices {
  readonly dynalite: Dynalite;
  readonly access: Access;
  arn(table: string): string;
}

export type Input = Readonly<Record<string, unknown>>;

/** An operation of the DynamoDB API. */
export type DynamoDbOperation = Operation<DynamoDbServices>;

export interface OperationParts {
  /** Names of the tables, with the index when there is one, that the caller must be allowed to use: `orders/index/by-day`. */
  readonly tables: (input: Input) => readonly string[];
  /** Members that would ask for what is not there. */
  readonly missing?: (input: Input) => string | undefined;
  /** @default dynalite's action of that name */
  readonly run?: (services: DynamoDbServices, input: Input) => Promise<Output>;
}

/** An operation that asks access first, then lets dynalite check the input and act. */
export const dynamoDbOperation = (name: string, { tables, missing, run }: OperationParts): DynamoDbOperation => ({
  name,
  async run(services, raw, call) {
    const input = withTableName(objectOf(raw));
    for (const table of tables(input)) requireTable(services, call, name, table);
    const asked = missing?.(input);
    if (asked !== undefined) {
      throw new ServiceError("NotEmulatedByLocalCloud", `dynamodb ${name}: ${asked} is not emulated`, 501);
    }
    return run ? run(services, input) : services.dynalite.call(name, input);
  },
});

export const requireTable = (
  { access, arn }: DynamoDbServices,
  { principal }: Call,
  name: string,
  table: string,
): void => requireAccess(access, principal, `dynamodb:${name}`, arn(table));

/** The table of a call, or its index. What is no text is left to the validation, which refuses it. */
export const tableOf = ({ TableName, IndexName }: Input): string[] => {
  if (typeof TableName !== "string") return [];
  return [typeof IndexName === "string" ? `${TableName}/index/${IndexName}` : TableName];
};

/** The tables of a batch. */
export const tablesOf = ({ RequestItems }: Input): string[] => Object.keys(RequestItems ?? {});

export const objectOf = (raw: unknown): Input => {
  if (typeof raw === "object" && raw !== null && !Array.isArray(raw)) return raw as Input;
  throw new ServiceError("SerializationException", "Start of structure or map found where not expected.");
};

/** The actions of a transaction. */
// fidelity: docs: TransactWriteItems, TransactGetItems: 1 to 100 actions
export const membersOf = (input: Input, name: string): Input[] => {
  const members = input[name];
  if (Array.isArray(members) && members.length > 0 && members.length <= 100) return members.map(objectOf);
  const shown = members === undefined ? "null" : `'${JSON.stringify(members)}'`;
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  const constraint = !Array.isArray(members)
    ? "Member must not be null"
    : members.length > 100
      ? "Member must have length less than or equal to 100"
      : "Member must have length greater than or equal to 1";
  throw new ServiceError(
    "ValidationException",
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
};

// fidelity: docs: PutItem, TableName: "You can also provide the Amazon Resource Name (ARN) of the table"
export const withTableName = (input: Input): Input => {
  const { TableName } = input;
  const name =
    typeof TableName === "string" ? /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/(.+)$/.exec(TableName)?.[1] : undefined;
  return name === undefined ? input : { ...input, TableName: name };
};
