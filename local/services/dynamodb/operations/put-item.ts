import { type DynamoDbOperation, dynamoDbOperation, namedTable } from "../dynamodb-operation";
import { conditionalWrite } from "../failed-condition";

export const putItem: DynamoDbOperation = dynamoDbOperation(
  "PutItem",
  { action: "dynamodb:PutItem", on: namedTable },
  conditionalWrite("PutItem"),
);
