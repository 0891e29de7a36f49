import { type DynamoDbOperation, dynamoDbOperation, namedTable } from "../dynamodb-operation";

export const getItem: DynamoDbOperation = dynamoDbOperation("GetItem", {
  action: "dynamodb:GetItem",
  on: namedTable,
});
