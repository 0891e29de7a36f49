import { type DynamoDbOperation, dynamoDbOperation, type Input, tableOf } from "../dynamodb-operation";

/** What tables here do not have: refused, since a program that asks for it would wait for events that never come. */
export const missingInTable = ({ StreamSpecification, ReplicaUpdates }: Input): string | undefined => {
  const stream = typeof StreamSpecification === "object" && StreamSpecification !== null ? StreamSpecification : {};
  if ("StreamEnabled" in stream && stream.StreamEnabled === true) return "StreamSpecification";
  return ReplicaUpdates === undefined ? undefined : "ReplicaUpdates";
};

export const createTable: DynamoDbOperation = dynamoDbOperation("CreateTable", {
  tables: tableOf,
  missing: missingInTable,
  async run({ dynalite, arn }, input) {
    const output = await dynalite.call("CreateTable", input);
    const name = String(input.TableName);
    await dynalite.settled(name);
    if (input.Tags !== undefined) await dynalite.call("TagResource", { ResourceArn: arn(name), Tags: input.Tags });
    return output;
  },
});
