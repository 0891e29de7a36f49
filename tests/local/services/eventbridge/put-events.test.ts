import assert from "node:assert/strict";
import { Buses } from "../../../../local/services/eventbridge/buses";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { jsonCall } from "../../wire/signatures/signed-call";

describe("eventbridge: PutEvents", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud();
  });
  afterEach(() => cloud.close());
  const put = (...Entries: object[]) => jsonCall(cloud, "events", "AWSEvents.PutEvents", { Entries });
  const event = { Source: "shop", DetailType: "Made", Detail: '{"id":1}' };
  const kept = (bus: string) => new Buses(cloud.cloud).events.of(bus);

  it("keeps events as rules would see them, in order", async () => {
    const { body } = await put(event, { ...event, Detail: '{"id":2}', Resources: ["arn:x"] });
    assert.equal(body.FailedEntryCount, 0);
    const [first, second] = kept("default");
    assert.deepEqual(first, {
      version: "0",
      id: body.Entries[0].EventId,
      "detail-type": "Made",
      source: "shop",
      account: "000000000000",
      time: new Date(cloud.clock.now()).toISOString().replace(/\.\d{3}/, ""),
      region: "eu-west-1",
      resources: [],
      detail: { id: 1 },
    });
    assert.deepEqual(second?.detail, { id: 2 });
  });

  it("lets an entry fail alone", async () => {
    const { status, body } = await put({ ...event, Detail: "[]" }, { Source: "shop", Detail: "{}" }, event);
    assert.equal(status, 200);
    assert.equal(body.FailedEntryCount, 2);
    assert.deepEqual(body.Entries.slice(0, 2), [
      { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." },
      {
        ErrorCode: "InvalidArgument",
        ErrorMessage: "Parameter DetailType is not valid. Reason: DetailType is a required argument.",
      },
    ]);
    assert.equal(kept("default").length, 1);
  });

  it("knows the buses of a program, by name and ARN, and no others", async () => {
    const type = cloud.resource("aws:cloudwatch/eventBus:EventBus");
    const { id, outputs } = await type.create({ name: "orders" }, resourceContext("orders"));
    await put({ ...event, EventBusName: "orders" }, { ...event, EventBusName: String(outputs.arn) });
    assert.equal(kept("orders").length, 2);
    await type.delete(id, outputs);
    const before = kept("orders").length;
    const { status, body } = await put({ ...event, EventBusName: "orders" });
    assert.equal(status, 200);
    assert.equal(body.FailedEntryCount, 0);
    assert.equal(kept("orders").length, before);
  });

  it("forgets the oldest of each bus", async () => {
    for (const id of [1, 2, 3]) await put({ ...event, Detail: JSON.stringify({ id }) });
    const { events } = new Buses(cloud.cloud);
    await events.prune(2);
    assert.deepEqual(
      events.of("default").map(({ detail }) => detail),
      [{ id: 2 }, { id: 3 }],
    );
  });
});
