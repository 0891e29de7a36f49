import { ConditionalCheckFailedException, DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import * as env from "serverless-tiers/runtime/env";

const client = new DynamoDBClient();
const { tableName: TableName } = env.table("items");

/** Counts that it was done, and keeps the latest revision, in whichever order they come. */
export const keep = async (id: string, revision: number, value: string): Promise<void> => {
  const Key = marshall({ id });
  const counted = {
    ExpressionAttributeNames: { "#times": "times" },
    ExpressionAttributeValues: marshall({ ":one": 1 }),
  };
  await client.send(new UpdateItemCommand({ TableName, Key, UpdateExpression: "ADD #times :one", ...counted }));
  try {
    await client.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: "SET revision = :revision, #value = :value",
        ConditionExpression: "attribute_not_exists(revision) OR revision < :revision",
        ExpressionAttributeNames: { "#value": "value" },
        ExpressionAttributeValues: marshall({ ":revision": revision, ":value": value }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
