import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { callerOf } from "serverless-tiers/runtime/caller";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { bodyOf } from "serverless-tiers/runtime/request";
import { rest } from "serverless-tiers/runtime/rest";
import { Booking } from "../../contracts/tickets";
import { bookTickets } from "./book-tickets";
import { dynamoTicketStore } from "./ticket-store.dynamodb";

const [tickets, shows] = [env.table("tickets").tableName, env.table("shows").tableName];
const store = dynamoTicketStore(new DynamoDBClient(), { tickets, shows });
const book = bookTickets({ tickets: store, now: () => new Date() });

export const handler = rest((event) => book(callerOf(event).subject, bodyOf(event, Booking)), log);
