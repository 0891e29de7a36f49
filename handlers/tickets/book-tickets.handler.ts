import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { callerOf } from "serverless-tiers/runtime/caller";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { metricsOf } from "serverless-tiers/runtime/metrics";
import { bodyOf } from "serverless-tiers/runtime/request";
import { rest } from "serverless-tiers/runtime/rest";
import { traced } from "serverless-tiers/runtime/trace";
import { Booking } from "../../contracts/tickets";
import { bookTickets } from "./book-tickets";
import { dynamoTicketStore } from "./ticket-store.dynamodb";

const [tickets, shows] = [env.table("tickets").tableName, env.table("shows").tableName];
const store = dynamoTicketStore(traced(new DynamoDBClient()), { tickets, shows });
const book = bookTickets({ tickets: store, now: () => new Date() });

const metrics = metricsOf("BoxOffice");

export const handler = rest(async (event) => {
  const booking = bodyOf(event, Booking);
  const answer = await book(callerOf(event).subject, booking);
  if (answer.statusCode === 201) metrics.count("SeatsBooked", booking.seats);
  return answer;
}, log);
