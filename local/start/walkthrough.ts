import { randomUUID } from "node:crypto";
import type { dataPaths } from "../data/paths";
import { shellWord, sourcing } from "../terminal/shell-word";
import type { RunningCloud } from "./start-cloud";

/** What is where, and what to try first. */
export const walkthrough = (running: RunningCloud, paths: ReturnType<typeof dataPaths>): string[] => {
  const { cloud, databases, outputs } = running;
  const rows: [string, string][] = [
    ...Object.entries(outputs.outputs).map(([name, value]): [string, string] => [name, text(value)]),
    ["AWS APIs", `${cloud.endpoint}   (AWS CLI, boto3, any SDK: ${sourcing(paths.environment)})`],
    ["", 'AWS CLI 1 sends SQS to AWS unless it is given --endpoint-url "$AWS_ENDPOINT_URL"'],
    ...Object.entries(databases).map(([name, url]): [string, string] => [`database ${name}`, `psql ${shellWord(url)}`]),
    ["outputs", paths.outputs],
    ["logs", paths.logs],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return ["", ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`), ...orders(outputs.outputs)];
};

const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** For a stack that takes orders: one to post, and how to read it back. */
const orders = ({ ordersUrl, ordersApiKey }: Record<string, unknown>): string[] => {
  if (typeof ordersUrl !== "string" || typeof ordersApiKey !== "string") return [];
  const order = {
    orderId: randomUUID(),
    customerId: "c-17",
    currency: "EUR",
    placedAt: "2026-11-22T10:00:00Z",
    items: [{ sku: "SKU-1", quantity: 2, unitPrice: 1999 }],
  };
  return [
    "",
    "Post an order, then read it back:",
    "",
    `  curl -i ${shellWord(`${ordersUrl}/orders`)} -H ${shellWord(`x-api-key: ${ordersApiKey}`)} -H 'content-type: application/json' -d ${shellWord(JSON.stringify(order))}`,
    `  curl -i ${shellWord(`${ordersUrl}/orders/${order.orderId}`)}`,
  ];
};
