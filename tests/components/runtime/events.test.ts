import assert from "node:assert/strict";
import * as z from "zod";
import * as env from "../../../components/runtime/env";
import { detailOf, eventContract, eventEntry } from "../../../components/runtime/events";

const Paid = eventContract({ source: "shop.payments", name: "paid", version: 2, detail: z.object({ id: z.string() }) });

describe("events of a contract", () => {
  it("are written as PutEvents takes them, and read back", () => {
    const { name } = env.bus("events", { EVENTS_BUS_NAME: "shop" });
    const entry = eventEntry(name, Paid, { id: "1" });
    assert.deepEqual(entry, {
      EventBusName: "shop",
      Source: "shop.payments",
      DetailType: "paid.v2",
      Detail: '{"id":"1"}',
    });
    const event = { id: "e", source: entry.Source, "detail-type": entry.DetailType, time: "t", detail: { id: "1" } };
    assert.deepEqual(detailOf(Paid, event), { id: "1" });
  });

  it("are refused with other data, and of another version", () => {
    assert.throws(() => eventEntry("shop", Paid, { id: 1 } as never), z.ZodError);
    const event = { id: "e", source: "shop.payments", "detail-type": "paid.v1", time: "t", detail: { id: "1" } };
    assert.throws(() => detailOf(Paid, event), {
      message: "event e is paid.v1 of shop.payments, and paid.v2 of shop.payments was expected",
    });
    assert.throws(() => detailOf(Paid, { ...event, "detail-type": "paid.v2", detail: {} }), z.ZodError);
  });

  it("have names of which rules can be made", () => {
    const detail = z.object({});
    assert.throws(() => eventContract({ source: "aws.s3", name: "made", detail }), /not begin with "aws."/);
    assert.throws(
      () => eventContract({ source: "shop", name: "made it", detail }),
      /letters, digits, dots and hyphens/,
    );
    assert.throws(() => eventContract({ source: "shop", name: "made", version: 0, detail }), /must be 1 or more/);
  });

  it("and topics are found by the link", () => {
    assert.deepEqual(env.topic("news", { NEWS_TOPIC_ARN: "arn:t" }), { arn: "arn:t" });
    assert.throws(() => env.bus("events", {}), /declare it as links: \{ events: bus.put\(…\) \}/);
  });
});
