import assert from "node:assert/strict";
import { GetQueueAttributesCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { startTestCloud, type TestCloud } from "../../../cloud/test-cloud";
import { type FifoClient, fifoClient } from "./fifo-client";

describe("sqs: message groups of a FIFO queue", () => {
  let cloud: TestCloud;
  let jobs: FifoClient;
  beforeEach(async () => {
    cloud = await startTestCloud();
    jobs = await fifoClient(cloud);
  });
  afterEach(async () => {
    jobs.sqs.destroy();
    await cloud.close();
  });

  it("hands out as many messages of one group as there are, then those of the next", async () => {
    await jobs.sendAll("a1", "b1", "a2", "a3");
    assert.deepEqual(await jobs.receive(), ["a1", "a2", "a3", "b1"]);
  });

  it("holds a group back while one of its messages is in flight, new ones included", async () => {
    await jobs.sendAll("a1", "a2", "a3", "b1");
    assert.deepEqual(await jobs.receive(2), ["a1", "a2"]);
    assert.deepEqual(await jobs.receive(), ["b1"]);
    await jobs.delete("a1");
    await jobs.sendAll("a4");
    assert.deepEqual(await jobs.receive(), []);
    await jobs.delete("a2");
    assert.deepEqual(await jobs.receive(), ["a3", "a4"]);
  });

  it("keeps the order when a visibility timeout is over; a group that is free again goes to the end of the line", async () => {
    await jobs.sendAll("a1", "a2", "a3", "a4", "b1", "c1");
    assert.deepEqual(await jobs.receive(2), ["a1", "a2"]);
    assert.deepEqual(await jobs.receive(1), ["b1"]);
    cloud.clock.advanceBy(30_000);
    assert.deepEqual(await jobs.receive(), ["c1", "a1", "a2", "a3", "a4", "b1"]);
  });

  it("takes a visibility timeout of 0 for none", async () => {
    await jobs.sendAll("a1", "b1", "b2", "c1", "a2");
    assert.deepEqual(await jobs.receive(3, { VisibilityTimeout: 0 }), ["a1", "a2", "b1"]);
    assert.deepEqual(await jobs.receive(10, { VisibilityTimeout: 0 }), ["c1", "a1", "a2", "b1", "b2"]);
  });

  it("shows a message whose timeout is ended, not those behind it that are in flight", async () => {
    await jobs.sendAll("a1", "a2", "b1");
    assert.deepEqual(await jobs.receive(2), ["a1", "a2"]);
    await jobs.hide("a1", 0);
    assert.deepEqual(await jobs.receive(), ["b1", "a1"]);
  });

  for (const [extended, shown] of [
    ["a1", []],
    ["a2", ["a1"]],
    ["a3", ["a1", "a2"]],
  ] as const) {
    it(`holds back what comes after ${extended} as long as that is hidden`, async () => {
      await jobs.sendAll("a1", "a2", "a3");
      await jobs.receive();
      await jobs.hide(extended, 60);
      cloud.clock.advanceBy(30_000);
      assert.deepEqual(await jobs.receive(), shown);
    });
  }

  it("wakes a waiting consumer when the message ahead is deleted", async () => {
    await jobs.sendAll("a1", "a2");
    assert.deepEqual(await jobs.receive(1), ["a1"]);
    const waiting = jobs.receive(1, { WaitTimeSeconds: 20 });
    while (cloud.clock.waiting < 3) await new Promise(setImmediate);
    await jobs.delete("a1");
    assert.deepEqual(await waiting, ["a2"]);
  });

  it("refuses to delete with a handle whose visibility timeout is over, deleting nothing", async () => {
    await jobs.sendAll("a1");
    const [message] = await jobs.receiveMessages();
    cloud.clock.advanceBy(30_000);
    await assert.rejects(jobs.delete("a1"), {
      name: "InvalidParameterValue",
      message: `Value ${message?.ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
    });
    assert.deepEqual(await jobs.receive(), ["a1"]);
    await jobs.hide("a1", 40);
    cloud.clock.advanceBy(35_000);
    await jobs.delete("a1");
    await jobs.delete("a1");
    cloud.clock.advanceBy(40_000);
    assert.deepEqual(await jobs.receive(), []);
  });

  it("counts held back messages as visible", async () => {
    await jobs.sendAll("a1", "a2", "b1", "b2", "c1", "c2");
    assert.deepEqual([...(await jobs.receive(1)), ...(await jobs.receive(1))], ["a1", "b1"]);
    const { Attributes } = await jobs.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: jobs.QueueUrl,
        AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
      }),
    );
    assert.deepEqual(Attributes, { ApproximateNumberOfMessages: "4", ApproximateNumberOfMessagesNotVisible: "2" });
  });

  it("delays what is in the queue for as long as the queue says now", async () => {
    const { QueueUrl } = jobs;
    const delay = (DelaySeconds: string) =>
      jobs.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { DelaySeconds } }));
    await delay("100");
    await jobs.sendAll("a1", "a2");
    cloud.clock.advanceBy(20_000);
    await delay("30");
    assert.deepEqual(await jobs.receive(), []);
    cloud.clock.advanceBy(10_000);
    assert.deepEqual(await jobs.receive(), ["a1", "a2"]);
  });

  it("gives the same messages to a receive that is tried again, until one of them was touched", async () => {
    await jobs.sendAll("a1", "a2", "b1");
    const attempt = { ReceiveRequestAttemptId: "try-1" };
    const first = await jobs.receiveMessages(2, attempt);
    cloud.clock.advanceBy(20_000);
    assert.deepEqual(await jobs.receiveMessages(2, attempt), first);
    cloud.clock.advanceBy(20_000);
    assert.deepEqual(await jobs.receive(), ["b1"], "the second try hid the others for 30 seconds more");
    await jobs.delete("a1");
    assert.deepEqual(await jobs.receive(2, attempt), []);
  });
});
