import { type DynamoDbOperation, dynamoDbOperation, tableOf } from "../dynamodb-operation";
import { conditionalWrite } from "../failed-condition";

export const deleteItem: DynamoDbOperation = dynamoDbOperation("DeleteItem", {
  tables: tableOf,
  run: conditionalWrite("DeleteItem"),
});
