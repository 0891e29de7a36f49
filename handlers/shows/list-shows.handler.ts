import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { queryOf } from "serverless-tiers/runtime/request";
import { rest } from "serverless-tiers/runtime/rest";
import { traced } from "serverless-tiers/runtime/trace";
import { ShowsQuery } from "../../contracts/shows";
import { listShows } from "./list-shows";
import { dynamoShowStore } from "./show-store.dynamodb";

const shows = dynamoShowStore(traced(new DynamoDBClient()), env.table("shows").tableName);
const list = listShows({ shows, now: () => new Date() });

export const handler = rest((event) => list(queryOf(event, ShowsQuery)), log);
