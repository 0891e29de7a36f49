import { ConditionalCheckFailedException, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import * as env from "serverless-tiers/runtime/env";
import { traced } from "serverless-tiers/runtime/trace";
import type { SagaBooking, SagaStep } from "../../contracts/bookings";
import { dynamoTicketStore } from "../tickets/ticket-store.dynamodb";
import { dynamoShowStore } from "./show-store.dynamodb";

const client = traced(new DynamoDBClient());
const [TableName, shows] = [env.table("reservations").tableName, env.table("shows").tableName];
/** A reservation is a ticket of its booking. */
const reservations = dynamoTicketStore(client, { tickets: TableName, shows });
const { find } = dynamoShowStore(client, shows);

class NotBookable extends Error {
  override readonly name = "NotBookable";
}

const reserve = async ({ bookingId, showId, seats }: SagaBooking): Promise<{ readonly amount: number }> => {
  const bookedAt = new Date().toISOString();
  const outcome = await reservations.book({ holder: bookingId, ticketId: bookingId, showId, seats, bookedAt });
  const given = outcome.kind === "taken" && outcome.ticket.cancelledAt !== undefined;
  if (given || (outcome.kind !== "booked" && outcome.kind !== "taken"))
    throw new NotBookable(given ? "it was given back" : outcome.kind);
  const show = await find(showId);
  if (show === undefined) throw new NotBookable("unknown show");
  return { amount: seats * show.price };
};

/** Where nothing is reserved, a mark keeps a late attempt from doing it. */
const release = async ({ bookingId, showId, seats }: SagaBooking): Promise<void> => {
  const now = new Date();
  const cancel = () => reservations.cancel(bookingId, bookingId, now);
  if (await cancel()) return;
  const at = now.toISOString();
  const mark = { holder: bookingId, ticketId: bookingId, showId, seats, bookedAt: at, cancelledAt: at };
  const ConditionExpression = "attribute_not_exists(ticketId)";
  try {
    await client.send(new PutItemCommand({ TableName, Item: marshall(mark), ConditionExpression }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    await cancel();
  }
};

/** Seats of a booking, taken and given back once each, however often it is asked. */
export const handler = ({ action, booking }: SagaStep): Promise<unknown> =>
  action === "reserve" ? reserve(booking) : release(booking);
