import { AsyncApi, Database, LambdaFunction } from "serverless-tiers";
import { Order } from "./contracts/orders";
import type { OrdersConfig } from "./stack-config";
import type { StackParts } from "./stack-parts";

/** Takes orders at once, stores them in PostgreSQL later, and gives them back. */
export const asyncOrders = (
  { throttle, quota, database: size, consumer }: OrdersConfig,
  { network, protection, retention, logRole, alarms }: StackParts,
) => {
  const database = new Database("orders", {
    network,
    migrations: "migrations/orders",
    ...size,
    protection,
    retention,
    alarms,
  });
  const getOrder = new LambdaFunction("get-order", {
    entry: "handlers/orders/get-order.handler.ts",
    links: { store: database.reader() },
    retention,
  });
  const api = new AsyncApi("orders", {
    accept: { route: "POST /orders", auth: "none", apiKey: true, body: Order },
    consumer: {
      function: {
        entry: "handlers/orders/store-orders.handler.ts",
        links: { store: database.writer() },
        timeout: consumer.timeout,
        retention,
      },
      batch: consumer.batch,
      concurrency: consumer.concurrency,
    },
    queue: { maxReceiveCount: consumer.receives },
    // Open, so that the walkthrough needs no key to read; an id is 122 random bits. With real customers: apiKey or more.
    routes: { "GET /orders/{orderId}": { to: getOrder, auth: "none" } },
    // Of each method for all clients together, the open one too; and of each key.
    throttle,
    usagePlan: { throttle, quota },
    logRole,
    retention,
    alarms,
  });
  return { api, database };
};
