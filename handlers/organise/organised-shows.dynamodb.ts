import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { OrganisedShow } from "../../contracts/organising";
import { withYear } from "../shows/show-store.dynamodb";
import type { OrganisedShows } from "./organised-shows";

/** Shows in the table of `dynamoShowReader`, beside the bookings of `dynamoTicketStore`, which change `seatsLeft` alone. */
export const dynamoOrganisedShows = (client: DynamoDBClient, TableName: string): OrganisedShows => ({
  async create(show) {
    const Item = marshall(withYear(show));
    await client.send(new PutItemCommand({ TableName, Item, ConditionExpression: "attribute_not_exists(showId)" }));
  },

  async change(organiser, showId, { version, ...wanted }) {
    const Key = marshall({ showId });
    const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
    const seen = Item && OrganisedShow.parse(unmarshall(Item));
    if (seen?.organiser !== organiser) return { kind: "unknown show" };
    if (seen.version !== version) return { kind: "stale", version: seen.version };
    const set = { ...withYear(wanted), version: version + 1 };
    const more = wanted.seats - seen.seats;
    try {
      const { Attributes = {} } = await client.send(
        new UpdateItemCommand({
          TableName,
          Key,
          UpdateExpression: `SET ${Object.keys(set).map((name) => `#${name} = :${name}`)}, seatsLeft = seatsLeft + :more`,
          // The same version has the same seats.
          ConditionExpression: "#version = :seen AND seatsLeft >= :fewer",
          ExpressionAttributeNames: Object.fromEntries(Object.keys(set).map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: marshall({
            ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
            ":seen": version,
            ":more": more,
            ":fewer": -more,
          }),
          ReturnValues: "ALL_NEW",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      );
      return { kind: "changed", show: OrganisedShow.parse(unmarshall(Attributes)) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const now = OrganisedShow.parse(unmarshall(error.Item ?? {}));
      return now.version === version
        ? { kind: "sold", sold: now.seats - now.seatsLeft }
        : { kind: "stale", version: now.version };
    }
  },
});
