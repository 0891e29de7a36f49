import { type DynamoDbOperation, dynamoDbOperation, tableOf } from "../dynamodb-operation";

export const describeTable: DynamoDbOperation = dynamoDbOperation("DescribeTable", { tables: tableOf });
