import { type AttributeValue, type DynamoDBClient, paginateQuery } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { OrganisedShow } from "../../contracts/organising";
import { ticketOf } from "../tickets/ticket-item";
import type { Sales } from "./sales";

/** Sales in the tables of shows (index `by-organiser`) and of tickets (index `by-show`: `showId`, `bookedAt`). */
export const dynamoSales = (
  client: DynamoDBClient,
  tables: { readonly shows: string; readonly tickets: string },
): Sales => {
  const query = async function* <T>(
    of: { readonly TableName: string; readonly IndexName: string },
    name: string,
    value: string,
    read: (item: Record<string, AttributeValue>) => T,
  ) {
    const input = {
      ...of,
      KeyConditionExpression: `${name} = :value`,
      ExpressionAttributeValues: marshall({ ":value": value }),
    };
    for await (const { Items = [] } of paginateQuery({ client }, input)) yield* Items.map(read);
  };
  const showOf = (item: Record<string, AttributeValue>) => OrganisedShow.parse(unmarshall(item));
  return {
    shows: (organiser) => query({ TableName: tables.shows, IndexName: "by-organiser" }, "organiser", organiser, showOf),
    tickets: (showId) => query({ TableName: tables.tickets, IndexName: "by-show" }, "showId", showId, ticketOf),
  };
};
