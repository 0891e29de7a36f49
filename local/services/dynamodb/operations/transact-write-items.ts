import { ServiceError } from "../../../wire/service-error";
import { type DynamoDbOperation, membersOf, objectOf, requireTable, withTableName } from "../dynamodb-operation";
import type { TransactWrite } from "../transaction";

/** Of each kind of action: the operation that does it, and what the caller must be allowed to do. */
const KINDS = {
  Put: { operation: "PutItem", checkOnly: false, action: "PutItem" },
  Update: { operation: "UpdateItem", checkOnly: false, action: "UpdateItem" },
  Delete: { operation: "DeleteItem", checkOnly: false, action: "DeleteItem" },
  ConditionCheck: { operation: "DeleteItem", checkOnly: true, action: "ConditionCheckItem" },
} as const;

export const transactWriteItems: DynamoDbOperation = {
  name: "TransactWriteItems",
  async run(services, raw, call) {
    const writes = membersOf(objectOf(raw), "TransactItems").map((item, at): TransactWrite => {
      const [[kind, content] = ["", undefined], ...more] = Object.entries(item);
      if (!isKind(kind) || more.length > 0) {
        throw new ServiceError(
          "ValidationException",
          "TransactItems can only contain one of Check, Put, Update or Delete",
        );
      }
      const input = withTableName(objectOf(content));
      const { operation, checkOnly, action } = KINDS[kind];
      const { TableName } = input;
      if (typeof TableName !== "string") throw noTable(at, kind);
      requireTable(services, call, action, TableName);
      return { operation, checkOnly, input: { ...input, TableName } }; // dynalite checks the rest
    });
    await services.dynalite.transact(writes);
    return {};
  },
};

const noTable = (at: number, kind: string): ServiceError => {
  const place = `transactItems.${at + 1}.member.${kind.charAt(0).toLowerCase()}${kind.slice(1)}.tableName`;
  const text = `Value null at '${place}' failed to satisfy constraint: Member must not be null`;
  return new ServiceError("ValidationException", `1 validation error detected: ${text}`);
};

const isKind = (kind: string): kind is keyof typeof KINDS => Object.hasOwn(KINDS, kind);
