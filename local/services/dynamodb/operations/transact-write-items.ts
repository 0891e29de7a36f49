import { ServiceError } from "../../../wire/service-error";
import { readMembers } from "../dynalite-parts";
import {
  type DynamoDbOperation,
  dynamoDbOperation,
  type Input,
  objectOf,
  transactItems,
  withTableName,
} from "../dynamodb-operation";
import type { TransactWrite } from "../transaction";

/** Of each kind of action: the operation that does it, and what the caller must be allowed to do. */
const KINDS = {
  Put: { operation: "PutItem", checkOnly: false, action: "dynamodb:PutItem" },
  Update: { operation: "UpdateItem", checkOnly: false, action: "dynamodb:UpdateItem" },
  Delete: { operation: "DeleteItem", checkOnly: false, action: "dynamodb:DeleteItem" },
  ConditionCheck: { operation: "DeleteItem", checkOnly: true, action: "dynamodb:ConditionCheckItem" },
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
        "*": Object.fromEntries(
          Object.entries(KINDS).map(([kind, { operation }]) => [
            kind,
            { ...readMembers(operation), ReturnValuesOnConditionCheckFailure: true },
          ]),
        ),
      },
    }),
    async run({ dynalite }, _, writes) {
      await dynalite.transact(writes);
      return {};
    },
  },
);

const readWrite = (item: Input, at: number): TransactWrite & { readonly action: string } => {
  const [[kind, content] = ["", undefined], ...more] = Object.entries(item);
  if (!isKind(kind) || more.length > 0) {
    throw new ServiceError("ValidationException", "TransactItems can only contain one of Check, Put, Update or Delete");
  }
  const input = withTableName(objectOf(content));
  const { TableName } = input;
  if (typeof TableName !== "string") throw noTable(at, kind);
  return { ...KINDS[kind], input: { ...input, TableName } }; // dynalite checks the rest
};

const noTable = (at: number, kind: string): ServiceError => {
  const place = `transactItems.${at + 1}.member.${kind.charAt(0).toLowerCase()}${kind.slice(1)}.tableName`;
  const text = `Value null at '${place}' failed to satisfy constraint: Member must not be null`;
  return new ServiceError("ValidationException", `1 validation error detected: ${text}`);
};

const isKind = (kind: string): kind is keyof typeof KINDS => Object.hasOwn(KINDS, kind);
