import { randomUUID } from "node:crypto";
import { DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Show } from "../../contracts/shows";
import { type StoredTicket, Ticket } from "../../contracts/tickets";
import { dynamoShowStore } from "../../handlers/shows/show-store.dynamodb";
import { dynamoTicketList } from "../../handlers/tickets/ticket-list.dynamodb";
import { dynamoTicketStore } from "../../handlers/tickets/ticket-store.dynamodb";
import { startTestCloud } from "../local/cloud/test-cloud";
import { apiOf, indexOf, tableOf } from "../local/services/dynamodb/api";

export const NOW = new Date("2027-01-15T12:00:00.000Z");

/** A show that is still to come at `NOW`; every call another id. */
export const aShow = (changes: Partial<Show> = {}): Show => ({
  showId: randomUUID(),
  title: "Eleven Umbrellas",
  city: "Ghent",
  venueId: "small-arsenal",
  startsAt: "2027-03-06T19:30:00.000Z",
  seats: 100,
  seatsLeft: 100,
  price: 1200,
  currency: "EUR",
  version: 1,
  ...changes,
});

export const aTicket = (changes: Partial<StoredTicket> = {}): StoredTicket => ({
  holder: "ana",
  ticketId: randomUUID(),
  showId: randomUUID(),
  seats: 2,
  bookedAt: NOW.toISOString(),
  ...changes,
});

/** The tables of shows and tickets on a cloud of their own, and the stores in them. @param ofShows Of the table, {} */
export const openBoxOffice = async (ofShows: object = {}) => {
  const cloud = await startTestCloud();
  const { call } = apiOf(cloud);
  const attributes = ["showId", "city", "year", "startsAt"].map((AttributeName) => ({
    AttributeName,
    AttributeType: "S",
  }));
  await call("CreateTable", {
    ...tableOf("shows", ["showId:S"]),
    AttributeDefinitions: attributes,
    GlobalSecondaryIndexes: [indexOf("by-city", ["city", "startsAt"]), indexOf("by-year", ["year", "startsAt"])],
    ...ofShows,
  });
  await call("CreateTable", tableOf("tickets", ["holder:S", "ticketId:S"]));
  await call("CreateTable", tableOf("audit", ["ticketId:S", "event:S"]));
  const client = new DynamoDBClient(cloud.client);

  const scan = async (TableName: string) =>
    ((await client.send(new ScanCommand({ TableName }))).Items ?? []).map((item) => unmarshall(item));
  return {
    cloud,
    client,
    shows: dynamoShowStore(client, "shows"),
    tickets: dynamoTicketStore(client, { tickets: "tickets", shows: "shows" }),
    list: dynamoTicketList(client, "tickets"),
    scan,
    async put(...shows: readonly Show[]) {
      for (const show of shows)
        await client.send(
          new PutItemCommand({ TableName: "shows", Item: marshall({ ...show, year: show.startsAt.slice(0, 4) }) }),
        );
    },
    async seatsLeft({ showId }: Pick<Show, "showId">) {
      const { Item } = await client.send(new GetItemCommand({ TableName: "shows", Key: marshall({ showId }) }));
      return Number(Item?.seatsLeft?.N);
    },
    /** Seats of the valid tickets of a show. */
    async seatsTaken({ showId }: Pick<Show, "showId">) {
      const valid = (await scan("tickets")).filter((ticket) => ticket.showId === showId && !ticket.cancelledAt);
      return valid.reduce((total, ticket) => total + Ticket.parse(ticket).seats, 0);
    },
    async close() {
      client.destroy();
      await cloud.close();
    },
  };
};

export type BoxOffice = Awaited<ReturnType<typeof openBoxOffice>>;
