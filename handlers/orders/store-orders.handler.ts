import type { SQSHandler } from "aws-lambda";
import { connectOnDemand } from "serverless-tiers/runtime/database";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { postgresOrderStore } from "./order-store.postgres";
import { storeOrders } from "./store-orders";

// A batch waits for a cluster that resumes rather than spend its receives; the function's timeout is the bound.
const store = postgresOrderStore(connectOnDemand(env.database("store"), { connectTimeoutMs: 40_000 }));
const consume = storeOrders({ store, log });

export const handler: SQSHandler = ({ Records }) => consume(Records);
