import assert from "node:assert/strict";
import { startTestCloud, type TestCloud } from "../../../cloud/test-cloud";

describe("sqs: long polling and the in-process consumer", () => {
  let cloud: TestCloud;
  const arn = "arn:aws:sqs:eu-west-1:000000000000:inbox";

  const send = async (...bodies: string[]) => {
    for (const body of bodies) {
      const response = await cloud.sqs.handle?.({
        principal: cloud.access.find(cloud.access.administrator.accessKeyId)?.principal ?? assert.fail(),
        method: "POST",
        url: "/000000000000/inbox",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: Buffer.from(`Action=SendMessage&MessageBody=${encodeURIComponent(body)}`),
        requestId: "00000000-0000-0000-0000-000000000001",
      });
      assert.equal(response?.status, 200);
    }
  };
  const queues = () => cloud.cloud.directory.sqs.queues;
  const bodies = (messages: readonly { body: string }[]) => messages.map(({ body }) => body);

  beforeEach(async () => {
    cloud = await startTestCloud();
    await cloud
      .resource("aws:sqs/queue:Queue")
      .create(
        { name: "inbox", visibilityTimeoutSeconds: 10 },
        { urn: "", name: "inbox", region: "", account: "", defaultTags: {}, autoName: () => "inbox" },
      );
  });
  afterEach(() => cloud.close());

  it("wakes a waiting consumer when a message is sent", async () => {
    const waiting = queues().receive(arn, { max: 100, waitMs: 20_000 });
    await send("a");
    assert.deepEqual(bodies(await waiting), ["a"]);
  });

  it("wakes a waiting consumer when a visibility timeout is over", async () => {
    await send("a");
    await queues().receive(arn, { max: 1, waitMs: 0 });
    const waiting = queues().receive(arn, { max: 1, waitMs: 20_000 });
    cloud.clock.advanceBy(10_000);
    assert.deepEqual(
      (await waiting).map(({ body, receiveCount }) => [body, receiveCount]),
      [["a", 2]],
    );
  });

  it("gives up empty-handed when the wait is over", async () => {
    const waiting = queues().receive(arn, { max: 1, waitMs: 5_000 });
    cloud.clock.advanceBy(5_000);
    assert.deepEqual(await waiting, []);
    await send("a");
    assert.equal(queues().count(arn, "visible"), 1);
  });

  it("hands no message to a consumer that has gone", async () => {
    const gone = new AbortController();
    const waiting = queues().receive(arn, { max: 1, waitMs: 20_000, signal: gone.signal });
    gone.abort();
    assert.deepEqual(await waiting, []);
    await send("a");
    assert.equal(queues().count(arn, "visible"), 1);
    assert.equal(queues().count(arn, "inFlight"), 0);
  });

  it("receives batches of any size and deletes them at one stroke", async () => {
    await send(...Array.from({ length: 150 }, (_, index) => String(index)));
    const batch = await queues().receive(arn, { max: 120, waitMs: 0 });
    assert.equal(batch.length, 120);
    await queues().delete(batch.map(({ receiptHandle }) => receiptHandle));
    assert.deepEqual([queues().count(arn, "visible"), queues().count(arn, "inFlight")], [30, 0]);
  });

  it("shows messages again at once when their visibility becomes 0", async () => {
    await send("a");
    const [message] = await queues().receive(arn, { max: 1, waitMs: 0 });
    queues().changeVisibility([message?.receiptHandle ?? ""], 0);
    assert.deepEqual(bodies(await queues().receive(arn, { max: 1, waitMs: 0 })), ["a"]);
  });

  it("asks the consumer's rights when told on whose behalf", async () => {
    const role = cloud.principal(await cloud.role("consumer", []));
    await assert.rejects(queues().receive(arn, { max: 1, waitMs: 0, as: role }), {
      name: "ServiceError",
      code: "AccessDenied",
      message:
        "User: arn:aws:sts::000000000000:assumed-role/consumer/lambda is not authorized to perform: sqs:receivemessage on resource: arn:aws:sqs:eu-west-1:000000000000:inbox because no identity-based policy allows the sqs:receivemessage action",
    });
    assert.deepEqual(cloud.warnings, [
      "refused: role consumer lacks sqs:ReceiveMessage on arn:aws:sqs:eu-west-1:000000000000:inbox; the link queue.consume() gives it (links: { … } of the function or integration)",
    ]);
  });
});
