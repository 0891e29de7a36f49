import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type {
  APIGatewayEventWebsocketRequestContextV2,
  APIGatewayProxyWebsocketEventV2WithRequestContext,
} from "aws-lambda";
import { CONNECTION_TABLE } from "../../contracts/live";
import * as env from "../env";

const { tableName: TableName } = env.table(CONNECTION_TABLE.link);
const dynamo = new DynamoDBClient({});

/** No connection is open for longer. */
const LONGEST_SECONDS = 2 * 60 * 60;

type Event = APIGatewayProxyWebsocketEventV2WithRequestContext<
  APIGatewayEventWebsocketRequestContextV2 & { readonly authorizer?: Readonly<Record<string, unknown>> }
>;

/** Keeps who is connected, from $connect to $disconnect, of which AWS may not tell. */
export const handler = async ({ requestContext }: Event): Promise<{ readonly statusCode: number }> => {
  const { connectionId, connectedAt, eventType, authorizer } = requestContext;
  const key = { [CONNECTION_TABLE.key]: connectionId };
  if (eventType === "DISCONNECT") await dynamo.send(new DeleteItemCommand({ TableName, Key: marshall(key) }));
  else {
    const expires = Math.ceil(connectedAt / 1000) + LONGEST_SECONDS;
    // An index can find connections by it, and a key is not empty.
    const principalId = authorizer?.principalId || undefined;
    const item = { ...key, connectedAt, [CONNECTION_TABLE.timeToLive]: expires, principalId, caller: authorizer };
    await dynamo.send(new PutItemCommand({ TableName, Item: marshall(item, { removeUndefinedValues: true }) }));
  }
  return { statusCode: 200 };
};
