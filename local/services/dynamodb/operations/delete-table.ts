import { type DynamoDbOperation, dynamoDbOperation, tableOf } from "../dynamodb-operation";

export const deleteTable: DynamoDbOperation = dynamoDbOperation("DeleteTable", {
  tables: tableOf,
  async run({ dynalite }, input) {
    const output = await dynalite.call("DeleteTable", input);
    await dynalite.settled(String(input.TableName));
    return output;
  },
});
