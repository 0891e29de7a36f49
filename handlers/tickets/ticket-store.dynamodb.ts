import {
  type CancellationReason,
  type DynamoDBClient,
  GetItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { transact } from "serverless-tiers/runtime/transaction";
import type { StoredTicket } from "../../contracts/tickets";
import { ticketOf } from "./ticket-item";
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
  /** Told of each show of which seats were taken or given back. */
  changed: (showId: string) => Promise<unknown> = async () => undefined,
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
      if (refused === undefined) {
        await changed(ticket.showId);
        return { kind: "booked" };
      }
      const [{ Item } = {}, show] = refused;
      // Looked up as well: the show may refuse for the seats that this very booking took when its answer was lost.
      const taken = Item ? ticketOf(Item) : await find(ticket.holder, ticket.ticketId);
      return taken ? { kind: "taken", ticket: taken } : refusalOf(show, ticket);
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
      if (refused === undefined) await changed(ticket.showId);
      return true;
    },
  };
};

/** Why the show did not take a booking. */
const refusalOf = (reason: CancellationReason | undefined, { seats }: StoredTicket): BookingOutcome => {
  if (reason?.Item === undefined) return { kind: "unknown show" };
  const seatsLeft = Number(reason.Item.seatsLeft?.N);
  return seatsLeft < seats ? { kind: "sold out", seatsLeft } : { kind: "begun" };
};
