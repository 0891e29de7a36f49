import { type DynamoDbOperation, dynamoDbOperation, namedTable } from "../dynamodb-operation";
import { conditionalWrite } from "../failed-condition";

export const deleteItem: DynamoDbOperation = dynamoDbOperation(
  "DeleteItem",
  { action: "dynamodb:DeleteItem", on: namedTable },
  conditionalWrite("DeleteItem"),
);
