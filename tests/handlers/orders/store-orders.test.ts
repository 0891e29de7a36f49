import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { Order } from "../../../contracts/orders";
import type { OrderStore } from "../../../handlers/orders/order-store";
import { postgresOrderStore } from "../../../handlers/orders/order-store.postgres";
import { storeOrders } from "../../../handlers/orders/store-orders";
import { anOrder, aRecord } from "../../support/orders";
import { startDatabase, type TestDatabase } from "../../support/test-database";

const quiet = { info() {}, warn() {}, error() {} };
const failed = ({ batchItemFailures }: { batchItemFailures: { itemIdentifier: string }[] }) =>
  batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort();

describe("storeOrders, on PostgreSQL", function () {
  this.timeout(60_000);

  let database: TestDatabase;
  let store: OrderStore;
  const consume = (records: Parameters<ReturnType<typeof storeOrders>>[0]) =>
    storeOrders({ store, log: quiet })(records);

  before(async () => {
    database = await startDatabase("orders");
    store = postgresOrderStore(database);
  });
  after(() => database?.stop());

  it("stores a batch and reads each order back as it was placed", async () => {
    const orders = Array.from({ length: 25 }, (_, index) => anOrder({ customerId: `c-${index}` }));
    assert.deepEqual(await consume(orders.map((order) => aRecord(order))), { batchItemFailures: [] });
    for (const order of orders) assert.deepEqual(await store.find(order.orderId), { status: "stored", order });
  });

  for (const [placedAt, read] of [
    ["2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z"],
    ["2026-11-22T10:00:00.500Z", "2026-11-22T10:00:00.5Z"],
    ["2026-11-22T10:00:00.123456Z", "2026-11-22T10:00:00.123456Z"],
    ["2026-11-22T10:10:00+01:00", "2026-11-22T09:10:00Z"],
  ] as const) {
    it(`reads ${placedAt} back as ${read}`, async () => {
      const order = anOrder({ placedAt });
      await consume([aRecord(order)]);
      assert.deepEqual(await store.find(order.orderId), { status: "stored", order: { ...order, placedAt: read } });
    });
  }

  it("keeps any text that an order may hold to the letter", async () => {
    const text = fc
      .string({ unit: "binary", minLength: 1, maxLength: 30 })
      .filter((value) => !value.includes("\0") && value.isWellFormed());
    await fc.assert(
      fc.asyncProperty(text, text, async (customerId, sku) => {
        const order = anOrder({ customerId, items: [{ sku, quantity: 1, unitPrice: 0 }] });
        assert.deepEqual(await consume([aRecord(order)]), { batchItemFailures: [] });
        assert.deepEqual(await store.find(order.orderId), { status: "stored", order });
      }),
      { numRuns: 50 },
    );
  });

  it("stores an order once, however often and in whatever case it comes", async () => {
    const order = anOrder();
    const shouted = { ...order, orderId: order.orderId.toUpperCase() };
    const batch = [aRecord(order), aRecord(shouted), aRecord(order)];
    assert.deepEqual(failed(await consume(batch)), []);
    assert.deepEqual(failed(await consume(batch)), []);
    assert.deepEqual(
      await database.rows("select count(*)::int from order_items where order_id = $1", [order.orderId]),
      [{ count: order.items.length }],
    );
  });

  it("records another order under a stored id as a conflict, within a batch and later", async () => {
    const order = anOrder();
    const other = { ...order, customerId: "c-18" };
    assert.deepEqual(failed(await consume([aRecord(order, "m-1"), aRecord(other, "m-2")])), ["m-2"]);
    assert.deepEqual(failed(await consume([aRecord(other, "m-3")])), ["m-3"]);
    assert.deepEqual(
      await database.rows("select message_id, code from order_rejections where order_id = $1 order by message_id", [
        order.orderId,
      ]),
      [
        { message_id: "m-2", code: "conflict" },
        { message_id: "m-3", code: "conflict" },
      ],
    );
    assert.deepEqual(await store.find(order.orderId), { status: "stored", order });
  });

  it("finds the rows that PostgreSQL refuses and stores the others", async () => {
    const good = Array.from({ length: 9 }, () => anOrder());
    const yearZero = anOrder({ placedAt: "0000-01-01T00:00:00Z" });
    const farEast = anOrder({ placedAt: "2026-02-20T00:00:00+23:59" });
    const batch = [...good.slice(0, 4), yearZero, ...good.slice(4), farEast];
    const answer = await consume(batch.map((order, index) => aRecord(order, `refused-${index}`)));
    assert.deepEqual(failed(answer), ["refused-10", "refused-4"]);
    for (const order of good) assert.equal((await store.find(order.orderId))?.status, "stored");
    assert.deepEqual(await store.find(yearZero.orderId), {
      status: "rejected",
      reason: "the database refused a value (SQLSTATE 22008)",
    });
    assert.equal((await store.find(farEast.orderId))?.status, "rejected");
  });

  it("records what is no order at all, and counts its attempts", async () => {
    const messageId = randomUUID();
    for (let attempt = 1; attempt <= 3; attempt++) {
      assert.deepEqual(failed(await consume([aRecord("no order", messageId)])), [messageId]);
    }
    assert.deepEqual(
      await database.rows("select order_id, code, reason, attempts from order_rejections where message_id = $1", [
        messageId,
      ]),
      [{ order_id: null, code: "invalid", reason: "the message is not JSON", attempts: 3 }],
    );
  });

  it("tells the reason of an order without items by its id", async () => {
    const order = anOrder({ items: [] });
    await consume([aRecord(order)]);
    const found = await store.find(order.orderId);
    assert.equal(found?.status, "rejected");
    assert.match(found.status === "rejected" ? found.reason : "", /^items: /);
  });

  it("forgets a rejection once a right order comes under the same id", async () => {
    const order = anOrder();
    await consume([aRecord({ ...order, items: [] })]);
    await consume([aRecord(order)]);
    assert.deepEqual(await store.find(order.orderId), { status: "stored", order });
  });

  it("never deadlocks: concurrent batches of the same orders in any sequence", async () => {
    const orders = Array.from({ length: 60 }, () => anOrder());
    const connections = await Promise.all([database.connect(), database.connect(), database.connect()]);
    const consumers = connections.map((own) => storeOrders({ store: postgresOrderStore(own), log: quiet }));
    const shuffled = (seed: number): Order[] =>
      fc.sample(fc.shuffledSubarray(orders, { minLength: 60 }), { seed, numRuns: 1 })[0] ?? [];
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all(
        consumers.map((consumer, index) => consumer(shuffled(round * 3 + index).map((order) => aRecord(order)))),
      );
      for (const answer of answers) assert.deepEqual(answer, { batchItemFailures: [] });
    }
  });

  it("logs what it stored with the ids of orders and requests, and each rejection", async () => {
    const lines: unknown[] = [];
    const log = {
      info: (message: string, fields?: object) => lines.push({ message, ...fields }),
      warn: (message: string, fields?: object) => lines.push({ message, ...fields }),
      error: () => {},
    };
    const order = anOrder();
    await storeOrders({ store, log })([aRecord(order, "log-1"), aRecord(order, "log-2"), aRecord("no order", "log-3")]);
    assert.deepEqual(lines, [
      {
        message: "order rejected",
        messageId: "log-3",
        orderId: undefined,
        requestId: "request-of-log-3",
        code: "invalid",
        reason: "the message is not JSON",
      },
      {
        message: "orders stored",
        orders: [{ orderId: order.orderId, requestIds: ["request-of-log-1", "request-of-log-2"] }],
      },
    ]);
  });

  it("throws what is no row's fault, so that the whole batch comes again", async () => {
    const broken: OrderStore = {
      ...store,
      put: () => Promise.reject(Object.assign(new Error("down"), { code: "57P01" })),
    };
    await assert.rejects(storeOrders({ store: broken, log: quiet })([aRecord(anOrder())]), { code: "57P01" });
  });
});
