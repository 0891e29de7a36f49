import assert from "node:assert/strict";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { AtWorkError, idempotency, keyOf } from "../../../components/runtime/idempotency";
import { startTestCloud, type TestCloud } from "../../local/cloud/test-cloud";
import { apiOf, tableOf } from "../../local/services/dynamodb/api";

describe("idempotency on a table", () => {
  let cloud: TestCloud;
  let client: DynamoDBClient;
  let now = 0;
  let done = 0;
  beforeEach(async () => {
    cloud = await startTestCloud();
    client = new DynamoDBClient(cloud.client);
    await apiOf(cloud).call("CreateTable", tableOf("handled", ["id:S"]));
    now = 1_000_000;
    done = 0;
  });
  afterEach(() => {
    client.destroy();
    return cloud.close();
  });

  const once = <Result>(key: string, work: () => Promise<Result>) =>
    idempotency({ tableName: "handled" }, { client, workSeconds: 60, rememberSeconds: 3600, now: () => now })(
      key,
      work,
    );
  const count = async () => ++done;

  it("does work once for each key, and answers with what came out of it", async () => {
    assert.deepEqual([await once("a", count), await once("a", count), await once("b", count)], [1, 1, 2]);
    assert.equal(await once("nothing", async () => undefined), undefined);
    assert.equal(await once("nothing", async () => assert.fail("again")), undefined);
  });

  it("does it once where many ask at the same time, and tells the others to come again", async () => {
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => once("a", count)));
    assert.equal(done, 1);
    for (const each of asked)
      if (each.status === "rejected") assert.ok(each.reason instanceof AtWorkError, String(each.reason));
      else assert.equal(each.value, 1);
  });

  it("does work again that failed", async () => {
    const failing = () => Promise.reject(new Error("no paper"));
    await assert.rejects(once("a", failing), /no paper/);
    now += 1000;
    assert.equal(await once("a", count), 1);
  });

  it("does work again of which nobody knows how it ended, and its late worker changes nothing", async () => {
    let end = (_: string) => {};
    const slow = once("a", () => new Promise<string>((resolve) => (end = resolve)));
    // It has begun once others are refused.
    while (!(await once("a", count).catch((error) => error instanceof AtWorkError)))
      await new Promise((resolve) => setTimeout(resolve, 10));
    now += 61_000;
    assert.equal(await once("a", async () => "second"), "second");
    end("first");
    assert.equal(await slow, "first");
    assert.equal(await once("a", count), "second");
  });

  it("forgets after its time, also where the table has not yet", async () => {
    await once("a", count);
    now += 3_601_000;
    assert.equal(await once("a", count), 2);
  });

  it("takes what the bus calls an event that no outbox put", () => {
    const event = { id: "e1", source: "shop", "detail-type": "paid.v1", time: "t", detail: {} };
    assert.equal(keyOf(event), "shop/paid.v1/e1");
    assert.equal(keyOf({ ...event, resources: ["arn:aws:s3:::bucket"] }), "shop/paid.v1/e1");
  });
});
