import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { DeleteItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CONNECTION_TABLE } from "../contracts/live";
import type { ConnectionsEnvironment, TableEnvironment } from "./env";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html (read 2026-11) */
export const MAX_MESSAGE_BYTES = 128 * 1024;

/** The connections of a WebSocket API, as a use case sees them. */
export interface Connections {
  /**
   * Sends a text, or anything else as JSON, to a client.
   *
   * @returns whether it is still connected. One that is gone is forgotten.
   * @throws RangeError for more than 128 KB, and whatever else API Gateway refuses.
   */
  send(connectionId: string, value: unknown): Promise<boolean>;
  /** Ends a connection; `false` for one that is gone. */
  disconnect(connectionId: string): Promise<boolean>;
}

interface ConnectionsOptions {
  /** The table that keeps who is connected: who is gone is deleted from it. Needs `table.write()`. @default none */
  readonly table?: TableEnvironment;
}

/**
 * What a link to a WebSocket API is good for, `live.send()` and `live.disconnect()`.
 *
 * @example
 * const connections = openConnections(env.connections("live"), { table: env.table("connections") });
 * await Promise.all(followers.map((id) => connections.send(id, { bookingId })));
 */
export const openConnections = (
  { endpoint }: ConnectionsEnvironment,
  { table }: ConnectionsOptions = {},
): Connections => {
  // A client that reads slowly holds no function up for long.
  const client = new ApiGatewayManagementApiClient({ endpoint, requestHandler: TIMEOUTS });
  const dynamo = table && new DynamoDBClient({ requestHandler: TIMEOUTS });
  const done = async (connectionId: string, call: Promise<unknown>): Promise<boolean> => {
    try {
      await call;
      return true;
    } catch (error) {
      if (!(error instanceof GoneException)) throw error;
      const Key = { [CONNECTION_TABLE.key]: { S: connectionId } };
      await dynamo?.send(new DeleteItemCommand({ TableName: table?.tableName, Key }));
      return false;
    }
  };
  return {
    async send(ConnectionId, value) {
      const Data = Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
      if (Data.length > MAX_MESSAGE_BYTES)
        throw new RangeError(`a message may have ${MAX_MESSAGE_BYTES} bytes at most (it has ${Data.length})`);
      return done(ConnectionId, client.send(new PostToConnectionCommand({ ConnectionId, Data })));
    },
    disconnect: (ConnectionId) => done(ConnectionId, client.send(new DeleteConnectionCommand({ ConnectionId }))),
  };
};

/** An event of a route says which API it came by. */
interface OwnEvent {
  readonly requestContext: { readonly apiId: string; readonly stage: string };
}

/**
 * The connections of the API that an event came by, for functions behind its routes with `sends: true`.
 *
 * @example
 * const connections = ownConnections({ table: env.table("connections") });
 * export const handler = async (event: APIGatewayProxyWebsocketEventV2) => {
 *   await connections(event).send(event.requestContext.connectionId, { welcome: true });
 *   return { statusCode: 200 };
 * };
 */
export const ownConnections = (options: ConnectionsOptions = {}): ((event: OwnEvent) => Connections) => {
  const known = new Map<string, Connections>();
  return ({ requestContext: { apiId, stage } }) => {
    const region = process.env.AWS_REGION ?? "";
    // Not by the name that the client came by, which may be one of the API's own.
    const endpoint = `https://${apiId}.execute-api.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}/${stage}`;
    const connections = known.get(endpoint) ?? openConnections({ endpoint }, options);
    known.set(endpoint, connections);
    return connections;
  };
};

const TIMEOUTS = { connectionTimeout: 2_000, requestTimeout: 5_000 };
