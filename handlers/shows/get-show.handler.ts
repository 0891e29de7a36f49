import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { pathOf } from "serverless-tiers/runtime/request";
import { rest } from "serverless-tiers/runtime/rest";
import { traced } from "serverless-tiers/runtime/trace";
import { ShowId } from "../../contracts/shows";
import { getShow } from "./get-show";
import { dynamoShowStore } from "./show-store.dynamodb";

const get = getShow({ shows: dynamoShowStore(traced(new DynamoDBClient()), env.table("shows").tableName) });

export const handler = rest((event) => get(pathOf(event, "showId", ShowId)), log);
