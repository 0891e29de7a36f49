import { readMembers } from "../dynalite-parts";
import { type DynamoDbOperation, dynamoDbOperation, namedTable } from "../dynamodb-operation";
import { changedDefinition, changesIndexes, type Described } from "../index-changes";
import { TABLE_MEMBERS } from "./create-table";

export const updateTable: DynamoDbOperation = dynamoDbOperation(
  "UpdateTable",
  { action: "dynamodb:UpdateTable", on: namedTable },
  {
    members: () => ({ ...readMembers("UpdateTable"), ...TABLE_MEMBERS, AttributeDefinitions: true }),
    async run({ dynalite }, input) {
      const name = String(input.TableName);
      if (changesIndexes(input)) {
        const { Table } = await dynalite.call("DescribeTable", { TableName: name });
        await dynalite.reindex(name, changedDefinition(Table as Described, input));
        const described = await dynalite.call("DescribeTable", { TableName: name });
        return { TableDescription: described.Table };
      }
      const output = await dynalite.call("UpdateTable", input);
      await dynalite.settled(name);
      return output;
    },
  },
);
