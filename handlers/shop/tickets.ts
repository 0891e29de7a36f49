import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { openCache } from "serverless-tiers/runtime/cache";
import * as env from "serverless-tiers/runtime/env";
import { traced } from "serverless-tiers/runtime/trace";
import { showCache } from "../shows/show-cache";
import { dynamoTicketStore } from "../tickets/ticket-store.dynamodb";

const tables = { tickets: env.table("tickets").tableName, shows: env.table("shows").tableName };
const { changed } = showCache(openCache(env.cache("cache")));

/** Tickets that take seats of shows, which the cache then forgets. */
export const tickets = dynamoTicketStore(traced(new DynamoDBClient()), tables, changed);
