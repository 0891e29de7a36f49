import { batchTables, type DynamoDbOperation, dynamoDbOperation } from "../dynamodb-operation";

export const batchWriteItem: DynamoDbOperation = dynamoDbOperation("BatchWriteItem", {
  action: "dynamodb:BatchWriteItem",
  on: batchTables,
});
