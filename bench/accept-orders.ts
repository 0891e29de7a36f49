import { rmSync } from "node:fs";
import autocannon from "autocannon";
import { Client } from "pg";
import { eventually, type LocalStack, newDataFolder, startStack } from "../tests/support/local-stack";
import { anOrder } from "../tests/support/orders";
import { withBareServer } from "./bare-server";
import { CONNECTIONS } from "./load";
import { measure, RATE_COLUMNS, ROUNDS, rateCells, type Window } from "./measure";
import { type Benchmark, count, median } from "./report";

const SECONDS = 4;
const MOST_PER_SECOND = 10_000;

/** `POST /orders` on the running stack: key, throttle, validation, mapping, durable queue; then until all is stored. */
export const acceptOrders: Benchmark = async () => {
  const folder = newDataFolder();
  const stack = await startStack(folder);
  const database = new Client({ connectionString: stack.env.ORDERS_DATABASE_URL });
  try {
    await database.connect();
    const orders = new Orders(stack, database);
    const order = JSON.stringify(anOrder());
    const rate = await withBareServer((bareUrl) =>
      measure(
        () => orders.window(),
        async () => windowOf(await post(bareUrl, {}, () => order)),
      ),
    );
    return {
      title: "Orders accepted by the local cloud",
      about: `\`POST /orders\`, each order another, with ${CONNECTIONS} connections; client, gateway, queue, functions and PostgreSQL on one machine. Median of ${ROUNDS} windows of ${SECONDS} s in turn with a bare \`node:http\` server; after each the queue is left to drain.`,
      columns: [...RATE_COLUMNS, "refused", "waiting at the end", "stored/s while draining"],
      rows: [[...rateCells(rate), ...orders.cells()]],
    };
  } finally {
    await database.end();
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Orders posted to the stack, and what becomes of them. */
class Orders {
  private accepted = 0;
  private refused = 0;
  private readonly waiting: number[] = [];
  private readonly drained: number[] = [];

  constructor(
    private readonly stack: LocalStack,
    private readonly database: Client,
  ) {}

  /** Ends when all are stored: the next window finds an empty queue, as this one did. */
  async window(): Promise<Window> {
    const { ordersUrl, ordersApiKey = "" } = this.stack.outputs;
    // Made beforehand: making them would be a third of what the client costs.
    const bodies = Array.from({ length: SECONDS * MOST_PER_SECOND }, () => JSON.stringify(anOrder()));
    const result = await post(
      `${ordersUrl}/orders`,
      { "x-api-key": ordersApiKey },
      () => bodies.pop() ?? JSON.stringify(anOrder()),
    );
    this.accepted += result["2xx"];
    this.refused += result.non2xx + result.errors;
    const start = performance.now();
    const waiting = this.accepted - (await this.stored());
    await eventually(
      () => this.stored(),
      (orders) => orders >= this.accepted,
      300_000,
    );
    this.waiting.push(waiting);
    this.drained.push(waiting / ((performance.now() - start) / 1000));
    return windowOf(result);
  }

  cells(): readonly string[] {
    return [count(this.refused), count(median(this.waiting)), count(median(this.drained))];
  }

  private async stored(): Promise<number> {
    const { rows } = await this.database.query<{ count: number }>("select count(*)::int from orders");
    return rows[0]?.count ?? 0;
  }
}

const windowOf = (result: autocannon.Result): Window => ({
  requestsPerSecond: result["2xx"] / result.duration,
  p99: result.latency.p99,
});

const post = (url: string, headers: Readonly<Record<string, string>>, body: () => string): Promise<autocannon.Result> =>
  autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    requests: [
      {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        setupRequest: (request) => ({ ...request, body: body() }),
      },
    ],
  });
