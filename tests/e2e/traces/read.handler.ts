import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import * as env from "serverless-tiers/runtime/env";
import { json } from "serverless-tiers/runtime/rest";
import { traced } from "serverless-tiers/runtime/trace";

const client = traced(new DynamoDBClient({}));
const { tableName: TableName } = env.table("shows");

export const handler = async () => {
  await client.send(new GetItemCommand({ TableName, Key: { showId: { S: "1" } } }));
  return json(200, { trace: process.env._X_AMZN_TRACE_ID, daemon: process.env.AWS_XRAY_DAEMON_ADDRESS });
};
