import { type DynamoDbOperation, dynamoDbOperation, namedTable } from "../dynamodb-operation";

export const describeTable: DynamoDbOperation = dynamoDbOperation("DescribeTable", {
  action: "dynamodb:DescribeTable",
  on: namedTable,
});
