import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { APIGatewayProxyWebsocketEventV2 } from "aws-lambda";
import * as env from "serverless-tiers/runtime/env";
import { traced } from "serverless-tiers/runtime/trace";
import { follow } from "./follow";
import { dynamoFollowers } from "./followers.dynamodb";

const tables = { followers: env.table("followers").tableName, connections: env.table("connections").tableName };
const answer = follow({ followers: dynamoFollowers(traced(new DynamoDBClient()), tables) });

export const handler = async ({ requestContext, body }: APIGatewayProxyWebsocketEventV2) => ({
  statusCode: 200,
  body: JSON.stringify(await answer(requestContext.connectionId, body ?? "")),
});
