import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { openCache } from "serverless-tiers/runtime/cache";
import * as env from "serverless-tiers/runtime/env";
import { traced } from "serverless-tiers/runtime/trace";
import { cachedShowStore, showCache } from "../shows/show-cache";
import { dynamoShowStore } from "../shows/show-store.dynamodb";

const table = dynamoShowStore(traced(new DynamoDBClient()), env.table("shows").tableName);

/** Shows of the table, read through the cache. */
export const shows = cachedShowStore(table, showCache(openCache(env.cache("cache"))));
