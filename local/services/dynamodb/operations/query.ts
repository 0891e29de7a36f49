import { type DynamoDbOperation, dynamoDbOperation, tableOf } from "../dynamodb-operation";

export const query: DynamoDbOperation = dynamoDbOperation("Query", { tables: tableOf });
