import { type DynamoDbOperation, dynamoDbOperation, tableOf } from "../dynamodb-operation";
import { missingInTable } from "./create-table";

export const updateTable: DynamoDbOperation = dynamoDbOperation("UpdateTable", {
  tables: tableOf,
  missing: missingInTable,
  async run({ dynalite }, input) {
    const output = await dynalite.call("UpdateTable", input);
    await dynalite.settled(String(input.TableName));
    return output;
  },
});
