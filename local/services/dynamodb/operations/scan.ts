import { type DynamoDbOperation, dynamoDbOperation, tableOf } from "../dynamodb-operation";

export const scan: DynamoDbOperation = dynamoDbOperation("Scan", { tables: tableOf });
