import { batchTables, type DynamoDbOperation, dynamoDbOperation } from "../dynamodb-operation";

export const batchGetItem: DynamoDbOperation = dynamoDbOperation("BatchGetItem", {
  action: "dynamodb:BatchGetItem",
  on: batchTables,
});
