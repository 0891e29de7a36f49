import type { Statement } from "serverless-tiers/runtime/database";
import type { NewOrder, Rejection } from "./order-store";

/** One statement for a whole batch, so one round trip and one transaction. Answers the ids that it stored. */
export const insertOrders = (orders: readonly NewOrder[], hashes: ReadonlyMap<string, Buffer>): Statement => {
  const items = orders.flatMap(({ order: { orderId, items } }) =>
    items.map((item, index) => ({ ...item, orderId, position: index + 1 })),
  );
  return {
    name: "insert-orders",
    text: `
      with stored as (
        insert into orders (order_id, customer_id, currency, placed_at, payload_sha256, request_id)
        select * from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::bytea[], $6::text[])
        on conflict (order_id) do nothing
        returning order_id
      ), stored_items as (
        insert into order_items (order_id, position, sku, quantity, unit_price)
        select item.* from unnest($7::uuid[], $8::integer[], $9::text[], $10::integer[], $11::bigint[])
          as item (order_id, position, sku, quantity, unit_price)
        join stored using (order_id)
      )
      select order_id from stored`,
    values: [
      orders.map(({ order }) => order.orderId),
      orders.map(({ order }) => order.customerId),
      orders.map(({ order }) => order.currency),
      orders.map(({ order }) => order.placedAt),
      orders.map(({ order }) => hashes.get(order.orderId)),
      orders.map(({ requestId }) => requestId ?? null),
      items.map((item) => item.orderId),
      items.map((item) => item.position),
      items.map((item) => item.sku),
      items.map((item) => item.quantity),
      items.map((item) => item.unitPrice),
    ],
  };
};

export const selectHashes = (orderIds: readonly string[]): Statement => ({
  name: "select-hashes",
  text: "select order_id, payload_sha256 from orders where order_id = any($1::uuid[])",
  values: [orderIds],
});

export const upsertRejections = (rejections: readonly Rejection[]): Statement => ({
  name: "upsert-rejections",
  text: `
    insert into order_rejections (message_id, order_id, code, reason, request_id)
    select * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[])
    on conflict (message_id) do update set
      attempts = order_rejections.attempts + 1, code = excluded.code, reason = excluded.reason, rejected_at = now()`,
  values: [
    rejections.map(({ messageId }) => messageId),
    rejections.map(({ orderId }) => orderId ?? null),
    rejections.map(({ code }) => code),
    rejections.map(({ reason }) => reason),
    rejections.map(({ requestId }) => requestId ?? null),
  ],
});

/** The order in the words of the contract, or else why the newest message about it was refused. */
export const selectOrder = (orderId: string): Statement => ({
  name: "select-order",
  text: `
    select
      (select json_build_object(
          'orderId', order_id, 'customerId', customer_id, 'currency', currency,
          'placedAt', regexp_replace(
            to_char(placed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '\\.?0{1,6}$', '') || 'Z',
          'items', (
            select json_agg(json_build_object('sku', sku, 'quantity', quantity, 'unitPrice', unit_price) order by position)
            from order_items where order_items.order_id = orders.order_id))
        from orders where order_id = $1) as order,
      (select reason from order_rejections where order_id = $1 order by rejected_at desc limit 1) as reason`,
  values: [orderId],
});
