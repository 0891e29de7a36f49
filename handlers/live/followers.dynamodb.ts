import {
  type CancellationReason,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateQuery,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { transact } from "serverless-tiers/runtime/transaction";
import type { Followers } from "./followers";

/** Shows that one connection follows: as many as a page shows, and no flood. */
const MOST_SHOWS = 100;

/** No connection is open for longer. */
const LONGEST_SECONDS = 2 * 60 * 60;

/**
 * Followers in DynamoDB, key `showId` and `connectionId`; connections in the table that a WebSocket API keeps, with an index
 * `by-principal` (`principalId`). Both forget by `expires`.
 */
export const dynamoFollowers = (
  client: DynamoDBClient,
  tables: { readonly followers: string; readonly connections: string },
  now: () => number = Date.now,
): Followers => {
  const query = async function* (of: { TableName: string; IndexName?: string }, name: string, value: string) {
    const input = {
      ...of,
      KeyConditionExpression: `${name} = :value`,
      ExpressionAttributeValues: marshall({ ":value": value }),
      ProjectionExpression: "connectionId",
    };
    for await (const { Items = [] } of paginateQuery({ client }, input))
      for (const { connectionId } of Items) if (connectionId?.S !== undefined) yield connectionId.S;
  };

  return {
    async follow(showId, connectionId) {
      const expires = Math.ceil(now() / 1000) + LONGEST_SECONDS;
      const TransactItems = [
        {
          Put: {
            TableName: tables.followers,
            Item: marshall({ showId, connectionId, expires }),
            ConditionExpression: "attribute_not_exists(showId)",
          },
        },
        {
          Update: {
            TableName: tables.connections,
            Key: marshall({ connectionId }),
            UpdateExpression: "ADD follows :one",
            ConditionExpression:
              "attribute_exists(connectionId) AND (attribute_not_exists(follows) OR follows < :most)",
            ExpressionAttributeValues: marshall({ ":one": 1, ":most": MOST_SHOWS }),
          },
        },
      ];
      const refused = await transact<CancellationReason>(() =>
        client.send(new TransactWriteItemsCommand({ TransactItems })),
      );
      // It may follow the show already.
      return refused === undefined || refused[0]?.Code === "ConditionalCheckFailed";
    },

    async *of(showId, organiser) {
      const told = new Set<string>();
      const byPrincipal = { TableName: tables.connections, IndexName: "by-principal" };
      for (const connections of [
        query({ TableName: tables.followers }, "showId", showId),
        query(byPrincipal, "principalId", organiser),
      ])
        for await (const connectionId of connections) {
          if (told.has(connectionId)) continue;
          told.add(connectionId);
          yield connectionId;
        }
    },

    async forget(showId, connectionId) {
      const Key = marshall({ showId, connectionId });
      await client.send(new DeleteItemCommand({ TableName: tables.followers, Key }));
    },
  };
};
