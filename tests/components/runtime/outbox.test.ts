import assert from "node:assert/strict";
import type { DynamoDBRecord } from "aws-lambda";
import * as z from "zod";
import { type EventEntry, eventContract } from "../../../components/runtime/events";
import { keyOf } from "../../../components/runtime/idempotency";
import { announced, outbox } from "../../../components/runtime/outbox";

const Item = z.object({ id: z.string(), status: z.string() });
const Confirmed = eventContract({ source: "shop", name: "confirmed", detail: z.object({ id: z.string() }) });
const Mailed = eventContract({ source: "shop", name: "mailed", detail: z.object({ id: z.string() }) });

const ARN = "arn:aws:dynamodb:eu-west-1:000000000000:table/bookings/stream/2026-11-30T00:00:00.000";

const record = (sequence: number, id: string, status: unknown = "confirmed"): DynamoDBRecord => ({
  eventName: "INSERT",
  eventSourceARN: ARN,
  dynamodb: {
    Keys: { id: { S: id } },
    NewImage: { id: { S: id }, status: status as { S: string } },
    SequenceNumber: String(sequence),
  },
});

const confirmed = (sequence: number, id = `b${sequence}`) => record(sequence, id, { S: "confirmed" });

describe("an outbox", () => {
  const logged: unknown[] = [];
  let calls: EventEntry[][] = [];
  beforeEach(() => {
    calls = [];
    logged.splice(0);
  });

  /** @param refuses Entries, by the ids of their items: `"in part"` as PutEvents does, `"whole"` the whole call. */
  const put = async (
    Records: readonly DynamoDBRecord[],
    refuses: Readonly<Record<string, "in part" | "whole" | "busy">> = {},
  ) => {
    const send = outbox({
      bus: { name: "shop" },
      item: Item,
      events: ({ after }) =>
        after?.status !== "confirmed" ? [] : [announced(Confirmed, after), announced(Mailed, { id: after.id })],
      log: { error: (message, fields) => void logged.push([message, fields]) },
      put: async (entries) => {
        calls.push(entries);
        const by = entries.map(({ Detail }) => refuses[JSON.parse(Detail).id]);
        if (by.includes("whole")) throw Object.assign(new Error("too large"), { name: "ValidationException" });
        if (by.includes("busy")) throw Object.assign(new Error("slowly"), { name: "ThrottlingException" });
        return { Entries: by.map((each) => (each === undefined ? {} : { ErrorCode: "InternalFailure" })) };
      },
    });
    const { batchItemFailures } = await send({ Records });
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
  const made = () => calls.flat().map(({ Detail, DetailType }) => `${JSON.parse(Detail).id} ${DetailType}`);

  it("puts what changes mean, in their order, and nothing of those that mean nothing", async () => {
    assert.deepEqual(await put([confirmed(1), record(2, "b2", { S: "pending" }), confirmed(3)]), []);
    assert.deepEqual(made(), ["b1 confirmed.v1", "b1 mailed.v1", "b3 confirmed.v1", "b3 mailed.v1"]);
  });

  it("has no two events of an item in one call, which may be taken in part, and ten of several at most", async () => {
    await put([confirmed(1, "a"), confirmed(2, "b"), confirmed(3, "a")]);
    for (const call of calls) {
      const ids = call.map(({ Detail }) => JSON.parse(Detail).id);
      assert.equal(new Set(ids).size, ids.length);
    }
    assert.equal(calls.flat().length, 6);
  });

  it("stops at the first that the bus does not take: Lambda comes back with it", async () => {
    assert.deepEqual(await put([confirmed(1), confirmed(2), confirmed(3)], { b2: "in part" }), ["2"]);
    assert.deepEqual(
      made().filter((line) => line.startsWith("b3")),
      [],
    );
    assert.match(JSON.stringify(logged), /event not put.*InternalFailure/);
  });

  it("does not let one that the bus refuses whole hold up those before it, and hurries nobody who is busy", async () => {
    const Records = [confirmed(1, "a"), record(2, "x", { S: "other" }), confirmed(3, "b")];
    assert.deepEqual(await put(Records, { b: "whole" }), ["3"]);
    assert.deepEqual(made().slice(0, 2), ["a confirmed.v1", "a mailed.v1"]);
    calls = [];
    assert.deepEqual(await put([confirmed(1), confirmed(2)], { b1: "busy" }), ["1"]);
    assert.equal(calls.length, 1);
  });

  it("puts those before an item that does not fit its contract, and names it", async () => {
    assert.deepEqual(await put([confirmed(1), record(2, "b2", { N: "1" }), confirmed(3)]), ["2"]);
    assert.deepEqual(made(), ["b1 confirmed.v1", "b1 mailed.v1"]);
  });

  it("gives each event a key that is the same the next time", async () => {
    const keys = () =>
      calls.flat().map(({ Source, DetailType, Resources = [] }, at) =>
        keyOf({
          id: `another ${at}`,
          source: Source,
          "detail-type": DetailType,
          resources: Resources,
          time: "t",
          detail: {},
        }),
      );
    await put([confirmed(1), confirmed(2)]);
    const first = keys();
    calls = [];
    await put([confirmed(1), confirmed(2)]);
    assert.deepEqual(keys(), first);
    assert.equal(new Set(first).size, 4);
    assert.equal(first[0], `shop/confirmed.v1/${ARN}/1/0`);
  });
});
