import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { callerOf } from "serverless-tiers/runtime/caller";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { rest } from "serverless-tiers/runtime/rest";
import { streamed } from "serverless-tiers/runtime/streamed";
import { traced } from "serverless-tiers/runtime/trace";
import { exportSales } from "./export-sales";
import { dynamoSales } from "./sales.dynamodb";

const tables = { shows: env.table("shows").tableName, tickets: env.table("tickets").tableName };
const sold = exportSales({ sales: dynamoSales(traced(new DynamoDBClient()), tables) });

const CSV = { "Content-Type": "text/csv; charset=utf-8" };

export const handler = streamed(
  rest(async (event) => ({ statusCode: 200, headers: CSV, body: sold(callerOf(event).subject) }), log),
);
