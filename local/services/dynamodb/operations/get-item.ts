import { type DynamoDbOperation, dynamoDbOperation, tableOf } from "../dynamodb-operation";

export const getItem: DynamoDbOperation = dynamoDbOperation("GetItem", { tables: tableOf });
