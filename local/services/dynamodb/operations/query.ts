import { type DynamoDbOperation, dynamoDbOperation, namedTable } from "../dynamodb-operation";

export const query: DynamoDbOperation = dynamoDbOperation("Query", {
  action: "dynamodb:Query",
  on: namedTable,
});
