import { type DynamoDbOperation, membersOf, objectOf, requireTable, withTableName } from "../dynamodb-operation";

/** Several items, of several tables. */
// fidelity: docs: TransactGetItems: an empty object for an item that is not there
export const transactGetItems: DynamoDbOperation = {
  name: "TransactGetItems",
  async run(services, raw, call) {
    const inputs = membersOf(objectOf(raw), "TransactItems").map(({ Get }) => withTableName(objectOf(Get)));
    for (const { TableName } of inputs) {
      if (typeof TableName === "string") requireTable(services, call, "GetItem", TableName);
    }
    const read = inputs.map((input) => services.dynalite.call("GetItem", { ...input, ConsistentRead: true }));
    return { Responses: (await Promise.all(read)).map(({ Item }) => (Item === undefined ? {} : { Item })) };
  },
};
