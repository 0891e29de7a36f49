import { type DynamoDbOperation, dynamoDbOperation, namedTable } from "../dynamodb-operation";

export const deleteTable: DynamoDbOperation = dynamoDbOperation(
  "DeleteTable",
  { action: "dynamodb:DeleteTable", on: namedTable },
  {
    async run({ dynalite }, input) {
      const output = await dynalite.call("DeleteTable", input);
      await dynalite.settled(String(input.TableName));
      return output;
    },
  },
);
