import { createHash } from "node:crypto";
import { type Database, sqlState } from "serverless-tiers/runtime/database";
import type { Order } from "../../contracts/orders";
import type { OrderStore } from "./order-store";
import * as statements from "./statements";

/** Orders in PostgreSQL, in the tables of migrations/orders. */
export const postgresOrderStore = (database: Database): OrderStore => ({
  async put(orders) {
    const hashes = new Map(orders.map(({ order }) => [order.orderId, payloadHash(order)]));
    const { rows: stored } = await oncePerDeadlock(() =>
      database.query<{ order_id: string }>(statements.insertOrders(orders, hashes)),
    );
    for (const { order_id } of stored) hashes.delete(order_id);
    if (hashes.size === 0) return new Set();
    const { rows } = await database.query<{ order_id: string; payload_sha256: Buffer }>(
      statements.selectHashes([...hashes.keys()]),
    );
    const others = rows.filter((row) => !hashes.get(row.order_id)?.equals(row.payload_sha256));
    return new Set(others.map((row) => row.order_id));
  },

  async reject(rejections) {
    if (rejections.length > 0) await database.query(statements.upsertRejections(rejections));
  },

  async find(orderId) {
    const { rows } = await database.query<{ order: Order | null; reason: string | null }>(
      statements.selectOrder(orderId),
    );
    const [found] = rows;
    if (found?.order) return { status: "stored", order: found.order };
    return found?.reason ? { status: "rejected", reason: found.reason } : undefined;
  },
});

/** Of the validated order, whose fields always stand in the order of the schema. */
const payloadHash = (order: Order): Buffer => createHash("sha256").update(JSON.stringify(order)).digest();

/** Serialization failure and deadlock: PostgreSQL asks for the transaction once more. */
const oncePerDeadlock = async <T>(attempt: () => Promise<T>): Promise<T> => {
  try {
    return await attempt();
  } catch (error) {
    if (!["40001", "40P01"].includes(sqlState(error) ?? "")) throw error;
    return attempt();
  }
};
