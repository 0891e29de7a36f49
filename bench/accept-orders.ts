import { rmSync } from "node:fs";
import autocannon from "autocannon";
import { Client } from "pg";
import { eventually, type LocalStack, newDataFolder, startStack } from "../tests/support/local-stack";
import { anOrder } from "../tests/support/orders";
import { type Benchmark, count } from "./report";

const CONNECTIONS = 8;
const SECONDS = 10;
const MOST_PER_SECOND = 5000;
/** Until V8 has compiled what is hot. */
const WARM_UP_SECONDS = 5;

/** `POST /orders` on the running stack: key, throttle, validation, mapping, durable queue; then until all is stored. */
export const acceptOrders: Benchmark = async () => {
  const folder = newDataFolder();
  const stack = await startStack(folder);
  const database = new Client({ connectionString: stack.env.ORDERS_DATABASE_URL });
  try {
    await database.connect();
    const stored = async () =>
      (await database.query<{ count: number }>("select count(*)::int from orders")).rows[0]?.count ?? 0;
    const warmUp = await post(stack, WARM_UP_SECONDS);
    const run = await post(stack, SECONDS);

    const start = performance.now();
    const already = await stored();
    const all = warmUp["2xx"] + run["2xx"];
    await eventually(stored, (orders) => orders >= all, 300_000);
    const seconds = (performance.now() - start) / 1000;
    return {
      title: "Orders accepted by the local cloud",
      about: `\`POST /orders\` with ${CONNECTIONS} connections for ${SECONDS} s; client, gateway, queue, functions and PostgreSQL on one machine. Then the queue is left to drain.`,
      columns: ["accepted/s", "refused", "median", "p99", "waiting at the end", "stored/s while draining"],
      rows: [
        [
          count(run["2xx"] / run.duration),
          count(run.non2xx + run.errors),
          `${run.latency.p50} ms`,
          `${run.latency.p99} ms`,
          count(all - already),
          count((all - already) / seconds),
        ],
      ],
    };
  } finally {
    await database.end();
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

const post = (stack: LocalStack, seconds: number): Promise<autocannon.Result> => {
  // Made beforehand: making them would be a third of what the client costs.
  const bodies = Array.from({ length: seconds * MOST_PER_SECOND }, () => JSON.stringify(anOrder()));
  return autocannon({
    url: `${stack.outputs.ordersUrl}/orders`,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [
      {
        method: "POST",
        headers: { "content-type": "application/json", "x-api-key": stack.outputs.ordersApiKey ?? "" },
        setupRequest: (request) => ({ ...request, body: bodies.pop() ?? JSON.stringify(anOrder()) }),
      },
    ],
  });
};
