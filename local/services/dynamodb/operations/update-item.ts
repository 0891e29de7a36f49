import { type DynamoDbOperation, dynamoDbOperation, tableOf } from "../dynamodb-operation";
import { conditionalWrite } from "../failed-condition";

export const updateItem: DynamoDbOperation = dynamoDbOperation("UpdateItem", {
  tables: tableOf,
  run: conditionalWrite("UpdateItem"),
});
