import { ServiceError } from "../../wire/service-error";
import { readMembers } from "./dynalite-parts";
import type { DynamoDbServices, Input, OperationParts } from "./dynamodb-operation";

/** Runs a conditional write; a condition that fails tells the item when the caller asks for it, which dynalite cannot. */
// fidelity: docs: PutItem, ReturnValuesOnConditionCheckFailure: ALL_OLD
export const conditionalWrite = (operation: "PutItem" | "UpdateItem" | "DeleteItem"): OperationParts<undefined> => ({
  members: () => ({ ...readMembers(operation), ReturnValuesOnConditionCheckFailure: true }),
  async run(services, input) {
    try {
      return await services.dynalite.call(operation, input);
    } catch (error) {
      const wanted = input.ReturnValuesOnConditionCheckFailure === "ALL_OLD";
      if (!wanted || !(error instanceof ServiceError) || error.code !== "ConditionalCheckFailedException") throw error;
      const Item = await itemAt(services, input);
      const { code, message, status, details } = error;
      throw new ServiceError(code, message, status, { ...details, ...(Item ? { Item } : {}) });
    }
  },
});

const itemAt = async ({ dynalite }: DynamoDbServices, { TableName, Key, Item }: Input): Promise<unknown> => {
  const key = Key ?? (await keyOf(dynalite, TableName, Item as Input)); // the write was valid, so it has one of both
  const found = await dynalite.call("GetItem", { TableName, Key: key, ConsistentRead: true });
  return found.Item;
};

const keyOf = async (dynalite: DynamoDbServices["dynalite"], TableName: unknown, item: Input): Promise<Input> => {
  const { Table } = (await dynalite.call("DescribeTable", { TableName })) as {
    Table: { KeySchema: { AttributeName: string }[] };
  };
  return Object.fromEntries(Table.KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]));
};
