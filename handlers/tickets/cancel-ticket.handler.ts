import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { callerOf } from "serverless-tiers/runtime/caller";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { pathOf } from "serverless-tiers/runtime/request";
import { rest } from "serverless-tiers/runtime/rest";
import { traced } from "serverless-tiers/runtime/trace";
import { TicketId } from "../../contracts/tickets";
import { cancelTicket } from "./cancel-ticket";
import { dynamoTicketStore } from "./ticket-store.dynamodb";

const [tickets, shows] = [env.table("tickets").tableName, env.table("shows").tableName];
const store = dynamoTicketStore(traced(new DynamoDBClient()), { tickets, shows });
const cancel = cancelTicket({ tickets: store, now: () => new Date() });

export const handler = rest((event) => cancel(callerOf(event).subject, pathOf(event, "ticketId", TicketId)), log);
