import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { traced } from "serverless-tiers/runtime/trace";
import { catalogue } from "./catalogue";
import { dynamoShowStore } from "./show-store.dynamodb";

const shows = dynamoShowStore(traced(new DynamoDBClient()), env.table("shows").tableName);

/**
 * Invoked by a deployment, as often as it likes: a table is seeded once in its life. What was booked, changed or removed
 * since stays so.
 */
export const handler = async (): Promise<{ readonly seeded: boolean }> => {
  const seeded = await shows.seed(catalogue(new Date()));
  log.info(seeded ? "shows seeded" : "shows were seeded before");
  return { seeded };
};
