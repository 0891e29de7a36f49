import { allTables, type DynamoDbOperation, dynamoDbOperation } from "../dynamodb-operation";

export const listTables: DynamoDbOperation = dynamoDbOperation("ListTables", {
  action: "dynamodb:ListTables",
  on: allTables,
});
