import { type DynamoDbOperation, dynamoDbOperation, tablesOf } from "../dynamodb-operation";

export const batchGetItem: DynamoDbOperation = dynamoDbOperation("BatchGetItem", { tables: tablesOf });
