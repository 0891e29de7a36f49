import type { APIGatewayProxyHandler } from "aws-lambda";
import { connectOnDemand } from "serverless-tiers/runtime/database";
import * as env from "serverless-tiers/runtime/env";
import { json } from "serverless-tiers/runtime/rest";

const venues = connectOnDemand(env.database("venues"), { connectTimeoutMs: 5_000 });

/** Holds its connection for 20 ms. */
export const handler: APIGatewayProxyHandler = async () => {
  await venues.query({ name: "sleep", text: "SELECT pg_sleep(0.02)", values: [] });
  return json(200, {});
};
