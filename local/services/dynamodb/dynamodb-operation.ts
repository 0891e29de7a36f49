import type { Members } from "../../wire/operations/members";
import type { Call, Operation, Output } from "../../wire/operations/operation";
import { actionsOf, permitted, type Right, type Subject } from "../../wire/operations/right";
import { ServiceError } from "../../wire/service-error";
import type { Idempotency } from "../idempotency";
import type { Dynalite } from "./dynalite";
import { readMembers } from "./dynalite-parts";

/** What the operations of DynamoDB work with. */
export interface DynamoDbServices {
  readonly dynalite: Dynalite;
  readonly transactions: Idempotency;
  arn(table: string): string;
}

export type Input = Readonly<Record<string, unknown>>;

/** An operation of the DynamoDB API. */
export type DynamoDbOperation = Operation<DynamoDbServices>;

export interface OperationParts<Target> {
  /** Asked once. @default those that dynalite reads */
  readonly members?: () => Members;
  /** @default dynalite's action of that name */
  readonly run?: (services: DynamoDbServices, input: Input, target: Target, call: Call) => Promise<Output>;
}

/** An operation whose input dynalite checks. */
export const dynamoDbOperation = <Target>(
  name: string,
  right: Right<DynamoDbServices, Input, Target, Call>,
  {
    members = () => readMembers(name),
    run = ({ dynalite }, input) => dynalite.call(name, input),
  }: OperationParts<Target> = {},
): DynamoDbOperation => {
  let known: Members | undefined;
  return {
    name,
    actions: actionsOf(right),
    members() {
      known ??= members();
      return known;
    },
    async run(services, raw, call, permit) {
      const input = withTableName(objectOf(raw));
      return run(services, input, permitted(right, { services, input, call, permit }), call);
    },
  };
};

const tables = ({ arn }: DynamoDbServices, names: readonly string[]): Subject<undefined> => ({
  asked: names.map((name) => ({ resource: arn(name) })),
  target: () => undefined,
});

/** The table of a call, or its index. What is no text is left to the validation, which refuses it. */
export const namedTable = (services: DynamoDbServices, { TableName, IndexName }: Input): Subject<undefined> => {
  if (typeof TableName !== "string") return tables(services, []);
  return tables(services, [typeof IndexName === "string" ? `${TableName}/index/${IndexName}` : TableName]);
};

/** The tables of a batch. */
export const batchTables = (services: DynamoDbServices, { RequestItems }: Input): Subject<undefined> =>
  tables(services, Object.keys(RequestItems ?? {}));

export const allTables = (services: DynamoDbServices): Subject<undefined> => tables(services, ["*"]);

export const objectOf = (raw: unknown): Input => {
  if (typeof raw === "object" && raw !== null && !Array.isArray(raw)) return raw as Input;
  throw new ServiceError("SerializationException", "Start of structure or map found where not expected.");
};

/** The members that AWS knows, of an input that dynalite would read more of. */
export const only = (input: Input, members: readonly string[]): Input =>
  Object.fromEntries(Object.entries(input).filter(([name]) => members.includes(name)));

/** The actions of a transaction. */
// fidelity: docs: TransactWriteItems, TransactGetItems: 1 to 100 actions
export const transactItems = ({ TransactItems: members }: Input): Input[] => {
  if (Array.isArray(members) && members.length > 0 && members.length <= 100) return members.map(objectOf);
  const shown = members === undefined ? "null" : `'${JSON.stringify(members)}'`;
  const constraint = !Array.isArray(members)
    ? "Member must not be null"
    : members.length > 100
      ? "Member must have length less than or equal to 100"
      : "Member must have length greater than or equal to 1";
  throw new ServiceError(
    "ValidationException",
    `1 validation error detected: Value ${shown} at 'transactItems' failed to satisfy constraint: ${constraint}`,
  );
};

// fidelity: docs: PutItem, TableName: "You can also provide the Amazon Resource Name (ARN) of the table"
export const withTableName = (input: Input): Input => {
  const { TableName } = input;
  const name =
    typeof TableName === "string" ? /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/(.+)$/.exec(TableName)?.[1] : undefined;
  return name === undefined ? input : { ...input, TableName: name };
};
