import type { SQSRecord } from "aws-lambda";
import { log } from "../components/runtime/log";
import { Order } from "../contracts/orders";
import { postgresOrderStore } from "../handlers/orders/order-store.postgres";
import { storeOrders as consumer } from "../handlers/orders/store-orders";
import { anOrder, aRecord } from "../tests/support/orders";
import { startDatabase, type TestDatabase } from "../tests/support/test-database";
import { type Benchmark, count, median, times } from "./report";

const ROUNDS = 5;
const BATCH = 100;
const BATCHES = 30;
const quiet = { ...log, info() {}, warn() {} };

/** The consumer as it is against the one that most people write, in turn, on one real PostgreSQL. */
export const storeOrders: Benchmark = async () => {
  const database = await startDatabase("orders");
  try {
    const setBased = consumer({ store: postgresOrderStore(database), log: quiet });
    const perRow = (records: readonly SQSRecord[]) => storeOneByOne(database, records);
    const figures = { setBased: [] as number[], perRow: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      figures.setBased.push(await ordersPerSecond(setBased));
      figures.perRow.push(await ordersPerSecond(perRow));
    }
    const rows: [string, number][] = [
      ["one statement for each batch", median(figures.setBased)],
      ["a transaction for each order", median(figures.perRow)],
    ];
    const slowest = median(figures.perRow);
    return {
      title: "Queue messages into PostgreSQL",
      about: `Batches of ${BATCH} messages of two items each, through parsing and validation, one connection on a local socket; median of ${ROUNDS} rounds in turn.`,
      columns: ["consumer", "orders/s", "ratio"],
      rows: rows.map(([name, rate]) => [name, count(rate), times(rate / slowest)]),
    };
  } finally {
    await database.stop();
  }
};

const ordersPerSecond = async (consume: (records: readonly SQSRecord[]) => Promise<unknown>): Promise<number> => {
  const batches = Array.from({ length: BATCHES }, () => Array.from({ length: BATCH }, () => aRecord(anOrder())));
  const start = performance.now();
  for (const batch of batches) await consume(batch);
  return (BATCHES * BATCH) / ((performance.now() - start) / 1000);
};

/** One transaction an order, one insert a row. */
const storeOneByOne = async (database: TestDatabase, records: readonly SQSRecord[]): Promise<void> => {
  for (const record of records) {
    const order = Order.parse(JSON.parse(record.body));
    await database.rows("begin");
    await database.rows(
      "insert into orders (order_id, customer_id, currency, placed_at, payload_sha256) values ($1, $2, $3, $4, $5) on conflict do nothing",
      [order.orderId, order.customerId, order.currency, order.placedAt, Buffer.alloc(32)],
    );
    for (const [index, { sku, quantity, unitPrice }] of order.items.entries()) {
      await database.rows(
        "insert into order_items (order_id, position, sku, quantity, unit_price) values ($1, $2, $3, $4, $5)",
        [order.orderId, index + 1, sku, quantity, unitPrice],
      );
    }
    await database.rows("commit");
  }
};
