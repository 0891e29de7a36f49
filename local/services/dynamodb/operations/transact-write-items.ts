import { read } from "../../../wire/operations/members";
import { ServiceError } from "../../../wire/service-error";
import {
  type DynamoDbOperation,
  dynamoDbOperation,
  type Input,
  objectOf,
  only,
  transactItems,
  withTableName,
} from "../dynamodb-operation";
import type { TransactWrite } from "../transaction";

const CONDITION = [
  ...["TableName", "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues"],
  "ReturnValuesOnConditionCheckFailure",
];

const ITEM = [...CONDITION, "Item"];
const KEY = [...CONDITION, "Key"];
const CHANGE = [...CONDITION, "Key", "UpdateExpression"];

/** Of each kind of action: the operation that does it, what the caller must be allowed to do, and its members. */
const KINDS = {
  Put: { operation: "PutItem", checkOnly: false, action: "dynamodb:PutItem", members: ITEM },
  Update: { operation: "UpdateItem", checkOnly: false, action: "dynamodb:UpdateItem", members: CHANGE },
  Delete: { operation: "DeleteItem", checkOnly: false, action: "dynamodb:DeleteItem", members: KEY },
  ConditionCheck: { operation: "DeleteItem", checkOnly: true, action: "dynamodb:ConditionCheckItem", members: KEY },
} as const;

export const transactWriteItems: DynamoDbOperation = dynamoDbOperation(
  "TransactWriteItems",
  {
    action: Object.values(KINDS).map(({ action }) => action),
    on({ arn }, input) {
      const writes = transactItems(input).map(readWrite);
      const asked = writes.map(({ action, input: { TableName } }) => ({ action, resource: arn(TableName) }));
      return { asked, target: () => writes };
    },
  },
  {
    members: () => ({
      ClientRequestToken: true,
      ReturnConsumedCapacity: ["NONE"],
      ReturnItemCollectionMetrics: ["NONE"],
      TransactItems: {
        "*": Object.fromEntries(Object.entries(KINDS).map(([kind, { members }]) => [kind, read(...members)])),
      },
    }),
    run: ({ dynalite, transactions }, { ClientRequestToken: token, ...input }, writes, { principal }) =>
      transactions.once(principal.account, typeof token === "string" ? token : undefined, input, async () => {
        await dynalite.transact(writes);
        return {};
      }),
  },
);

const readWrite = (item: Input, at: number): TransactWrite & { readonly action: string } => {
  const [[kind, content] = ["", undefined], ...more] = Object.entries(item);
  if (!isKind(kind) || more.length > 0) {
    throw new ServiceError("ValidationException", "TransactItems can only contain one of Check, Put, Update or Delete");
  }
  const { members, ...write } = KINDS[kind];
  const input = withTableName(only(objectOf(content), members));
  const { TableName } = input;
  if (typeof TableName !== "string") throw noTable(at, kind);
  return { ...write, input: { ...input, TableName } }; // dynalite checks the rest
};

const noTable = (at: number, kind: string): ServiceError => {
  const place = `transactItems.${at + 1}.member.${kind.charAt(0).toLowerCase()}${kind.slice(1)}.tableName`;
  const text = `Value null at '${place}' failed to satisfy constraint: Member must not be null`;
  return new ServiceError("ValidationException", `1 validation error detected: ${text}`);
};

const isKind = (kind: string): kind is keyof typeof KINDS => Object.hasOwn(KINDS, kind);
