import assert from "node:assert/strict";
import { DatabaseUnavailableError } from "../../../components/runtime/database";
import { getOrder } from "../../../handlers/orders/get-order";
import { anOrder } from "../../support/orders";

const quiet = { info() {}, warn() {}, error() {} };
const answering = (find: (orderId: string) => Promise<unknown>) =>
  getOrder({ store: { find: find as never }, log: quiet });

describe("getOrder", () => {
  it("answers 200 with the stored order, whatever the case of the id", async () => {
    const order = anOrder({ orderId: "0d9f0c3e-9c5e-4bb3-8a86-ff3f5d6b2f10" });
    const get = answering(async (id) => (id === order.orderId ? { status: "stored", order } : undefined));
    const answer = await get("0D9F0C3E-9C5E-4BB3-8A86-FF3F5D6B2F10", "r-1");
    assert.equal(answer.statusCode, 200);
    assert.deepEqual(JSON.parse(answer.body), { status: "stored", order });
  });

  it("answers 200 with the reason of a rejection", async () => {
    const get = answering(async () => ({ status: "rejected", reason: "items: too small" }));
    const answer = await get(anOrder().orderId, "r-1");
    assert.equal(answer.statusCode, 200);
    assert.deepEqual(JSON.parse(answer.body), { status: "rejected", reason: "items: too small" });
  });

  it("answers 404 with Retry-After while the order is unknown or queued", async () => {
    const answer = await answering(async () => undefined)(anOrder().orderId, "r-1");
    assert.deepEqual([answer.statusCode, answer.headers?.["Retry-After"]], [404, "1"]);
  });

  it("never asks the database for what is no order id", async () => {
    const get = answering(() => assert.fail("asked"));
    assert.equal((await get("'; drop table orders --", "r-1")).statusCode, 404);
  });

  it("answers 503 with Retry-After while the database resumes", async () => {
    const get = answering(() => Promise.reject(new DatabaseUnavailableError(new Error("timeout expired"))));
    const answer = await get(anOrder().orderId, "r-1");
    assert.deepEqual([answer.statusCode, answer.headers?.["Retry-After"]], [503, "15"]);
  });

  it("lets an unexpected error through, so that Lambda counts it", async () => {
    const get = answering(() => Promise.reject(new TypeError("defect")));
    await assert.rejects(get(anOrder().orderId, "r-1"), TypeError);
  });
});
