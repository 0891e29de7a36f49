import { type DynamoDbOperation, dynamoDbOperation, tableOf } from "../dynamodb-operation";
import { conditionalWrite } from "../failed-condition";

export const putItem: DynamoDbOperation = dynamoDbOperation("PutItem", {
  tables: tableOf,
  run: conditionalWrite("PutItem"),
});
