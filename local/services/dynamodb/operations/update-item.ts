import { type DynamoDbOperation, dynamoDbOperation, namedTable } from "../dynamodb-operation";
import { conditionalWrite } from "../failed-condition";

export const updateItem: DynamoDbOperation = dynamoDbOperation(
  "UpdateItem",
  { action: "dynamodb:UpdateItem", on: namedTable },
  conditionalWrite("UpdateItem"),
);
