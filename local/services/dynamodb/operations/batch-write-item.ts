import { type DynamoDbOperation, dynamoDbOperation, tablesOf } from "../dynamodb-operation";

export const batchWriteItem: DynamoDbOperation = dynamoDbOperation("BatchWriteItem", { tables: tablesOf });
