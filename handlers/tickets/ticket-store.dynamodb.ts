import {
  type AttributeValue,
  type CancellationReason,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { transact } from "serverless-tiers/runtime/transaction";
import { StoredTicket } from "../../contracts/tickets";
import type { BookingOutcome, TicketStore } from "./ticket-store";

/** How long the token of a ticket that was given back is remembered, in `expiresAt`, by which the table forgets. */
const REMEMBERED_SECONDS = 30 * 24 * 3600;

/**
 * Tickets in DynamoDB, key `holder` and `ticketId`, beside shows whose key is `showId`. Booking and giving back are one
 * transaction each: a function that is killed leaves both tables as they were, or as they should be.
 */
export const dynamoTicketStore = (
  client: DynamoDBClient,
  tables: { readonly tickets: string; readonly shows: string },
): TicketStore => {
  const { tickets: TableName } = tables;
  const write = (...TransactItems: TransactWriteItem[]) =>
    transact<CancellationReason>(() => client.send(new TransactWriteItemsCommand({ TransactItems })));

  const find = async (holder: string, ticketId: string) => {
    const Key = marshall({ holder, ticketId });
    const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
    return Item && ticketOf(Item);
  };

  return {
    async book(ticket) {
      const refused = await write(
        {
          Put: {
            TableName,
            Item: marshall(ticket),
            ConditionExpression: "attribute_not_exists(ticketId)",
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          },
        },
        {
          Update: {
            TableName: tables.shows,
            Key: marshall({ showId: ticket.showId }),
            UpdateExpression: "SET seatsLeft = seatsLeft - :seats",
            ConditionExpression: "seatsLeft >= :seats AND startsAt > :now",
            ExpressionAttributeValues: marshall({ ":seats": ticket.seats, ":now": ticket.bookedAt }),
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          },
        },
      );
      if (refused === undefined) return { kind: "booked" };
      const [{ Item } = {}, show] = refused;
      // Looked up as well: the show may refuse for the seats that this very booking took when its answer was lost.
      const taken = Item ? ticketOf(Item) : await find(ticket.holder, ticket.ticketId);
      return taken ? { kind: "taken", ticket: taken } : refusalOf(show, ticket);
    },

    async list(holder, limit, after) {
      const tickets: StoredTicket[] = [];
      let position = after;
      for (let reads = 0; reads < MOST_READS; reads++) {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: "holder = :holder",
            FilterExpression: "attribute_not_exists(cancelledAt)",
            ExpressionAttributeValues: marshall({ ":holder": holder }),
            ConsistentRead: true,
            // One more than asked for tells whether there is another page.
            Limit: limit + 1,
            ExclusiveStartKey: position === undefined ? undefined : marshall({ holder, ticketId: position }),
          }),
        );
        for (const item of Items) {
          if (tickets.length === limit) return { tickets, next: tickets.at(-1)?.ticketId };
          tickets.push(ticketOf(item));
        }
        if (LastEvaluatedKey === undefined) return { tickets };
        position = LastEvaluatedKey.ticketId?.S;
      }
      return { tickets, next: position };
    },

    async cancel(holder, ticketId, cancelledAt) {
      const ticket = await find(holder, ticketId);
      if (ticket === undefined || ticket.cancelledAt !== undefined) return ticket !== undefined;
      const expiresAt = Math.floor(cancelledAt.getTime() / 1000) + REMEMBERED_SECONDS;
      const mark = {
        Update: {
          TableName,
          Key: marshall({ holder, ticketId }),
          UpdateExpression: "SET cancelledAt = :at, expiresAt = :expiresAt",
          ConditionExpression: "attribute_exists(ticketId) AND attribute_not_exists(cancelledAt)",
          ExpressionAttributeValues: marshall({ ":at": cancelledAt.toISOString(), ":expiresAt": expiresAt }),
        },
      };
      const refused = await write(mark, {
        Update: {
          TableName: tables.shows,
          Key: marshall({ showId: ticket.showId }),
          UpdateExpression: "SET seatsLeft = seatsLeft + :seats",
          ConditionExpression: "attribute_exists(showId)",
          ExpressionAttributeValues: marshall({ ":seats": ticket.seats }),
        },
      });
      // Refused for the ticket: another request gave it back just now. For the show: there is none to have its seats.
      if (refused?.[0]?.Code === "None") await write(mark);
      return true;
    },
  };
};

/** Queries of one request; pages are short, and the cursor goes on, where a holder gave very many tickets back. */
const MOST_READS = 10;

const ticketOf = (item: Record<string, AttributeValue>): StoredTicket => StoredTicket.parse(unmarshall(item));

/** Why the show did not take a booking. */
const refusalOf = (reason: CancellationReason | undefined, { seats }: StoredTicket): BookingOutcome => {
  if (reason?.Item === undefined) return { kind: "unknown show" };
  const seatsLeft = Number(reason.Item.seatsLeft?.N);
  return seatsLeft < seats ? { kind: "sold out", seatsLeft } : { kind: "begun" };
};
