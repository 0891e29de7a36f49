import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { callerOf } from "serverless-tiers/runtime/caller";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { queryOf } from "serverless-tiers/runtime/request";
import { rest } from "serverless-tiers/runtime/rest";
import { traced } from "serverless-tiers/runtime/trace";
import { TicketsQuery } from "../../contracts/tickets";
import { listTickets } from "./list-tickets";
import { dynamoTicketList } from "./ticket-list.dynamodb";

const list = listTickets({ tickets: dynamoTicketList(traced(new DynamoDBClient()), env.table("tickets").tableName) });

export const handler = rest((event) => list(callerOf(event).subject, queryOf(event, TicketsQuery)), log);
