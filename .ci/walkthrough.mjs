// The README's walk through against the local cloud behind `outputs.json`: posts an order and reads it back, and with it
// all that earlier calls have noted in the file of orders.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const [, , outputs, orders] = process.argv;
const { ordersUrl, ordersApiKey } = JSON.parse(readFileSync(outputs, "utf8"));

const order = {
  orderId: randomUUID(),
  customerId: "c-17",
  currency: "EUR",
  placedAt: "2026-11-22T10:00:00Z",
  items: [{ sku: "SKU-1", quantity: 2, unitPrice: 1999 }],
};
const accepted = await fetch(`${ordersUrl}/orders`, {
  method: "POST",
  headers: { "x-api-key": ordersApiKey, "content-type": "application/json" },
  body: JSON.stringify(order),
});
assert.equal(accepted.status, 202, await accepted.text());
appendFileSync(orders, `${order.orderId}\n`);

for (const id of readFileSync(orders, "utf8").trim().split("\n")) {
  let answer;
  for (const until = Date.now() + 10_000; answer?.status !== 200 && Date.now() < until; await pause(100)) {
    answer = await fetch(`${ordersUrl}/orders/${id}`);
  }
  assert.deepEqual(await answer.json(), { status: "stored", order: { ...order, orderId: id } });
}
