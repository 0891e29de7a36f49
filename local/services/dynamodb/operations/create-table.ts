import { readMembers } from "../dynalite-parts";
import { type DynamoDbOperation, dynamoDbOperation, namedTable } from "../dynamodb-operation";

/** What tables here have anyway. More is refused: a program that asks for a stream would wait for events for ever. */
export const TABLE_MEMBERS = {
  DeletionProtectionEnabled: [false],
  SSESpecification: { Enabled: [false] },
  StreamSpecification: { StreamEnabled: [false] },
  TableClass: ["STANDARD"],
} as const;

export const createTable: DynamoDbOperation = dynamoDbOperation(
  "CreateTable",
  { action: "dynamodb:CreateTable", on: namedTable },
  {
    members: () => ({ ...readMembers("CreateTable"), ...TABLE_MEMBERS, Tags: true }),
    async run({ dynalite, arn }, input) {
      const output = await dynalite.call("CreateTable", input);
      const name = String(input.TableName);
      await dynalite.settled(name);
      if (input.Tags !== undefined) await dynalite.call("TagResource", { ResourceArn: arn(name), Tags: input.Tags });
      return output;
    },
  },
);
