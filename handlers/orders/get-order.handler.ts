import type { APIGatewayProxyHandler } from "aws-lambda";
import { connectOnDemand } from "serverless-tiers/runtime/database";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { getOrder } from "./get-order";
import { postgresOrderStore } from "./order-store.postgres";

// A reader does not wait for a cluster that resumes: it is told to come back.
const store = postgresOrderStore(connectOnDemand(env.database("store"), { connectTimeoutMs: 5_000 }));
const get = getOrder({ store, log });

export const handler: APIGatewayProxyHandler = ({ pathParameters, requestContext }) =>
  get(pathParameters?.orderId ?? "", requestContext.requestId);
