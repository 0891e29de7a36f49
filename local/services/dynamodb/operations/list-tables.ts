import { type DynamoDbOperation, dynamoDbOperation } from "../dynamodb-operation";

export const listTables: DynamoDbOperation = dynamoDbOperation("ListTables", { tables: () => ["*"] });
