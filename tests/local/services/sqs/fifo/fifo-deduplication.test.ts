import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PurgeQueueCommand } from "@aws-sdk/client-sqs";
import { startTestCloud, type TestCloud } from "../../../cloud/test-cloud";
import { fifoClient } from "./fifo-client";

describe("sqs: deduplication in a FIFO queue", () => {
  let folder: string;
  let cloud: TestCloud;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "tiers-fifo-"));
    cloud = await startTestCloud({ folder });
  });
  afterEach(async () => {
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("accepts a message again within five minutes, with the first answer, and drops it: in any group, also once deleted", async () => {
    (await fifoClient(cloud, { ContentBasedDeduplication: "false" })).sqs.destroy();
    const queues = cloud.cloud.directory.sqs.queues;
    const send = async (group: string, body: string) => {
      const form = `Action=SendMessage&MessageBody=${body}&MessageGroupId=${group}&MessageDeduplicationId=same`;
      const answer = await cloud.sqs.handle?.({
        principal: cloud.access.find(cloud.access.administrator.accessKeyId)?.principal ?? assert.fail(),
        method: "POST",
        url: "/000000000000/jobs.fifo",
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
        body: Buffer.from(form),
        requestId: "r",
      });
      return JSON.parse(String(answer?.body)).SendMessageResponse.SendMessageResult;
    };
    const take = async () => {
      const messages = await queues.receive("arn:aws:sqs:eu-west-1:000000000000:jobs.fifo", { max: 10, waitMs: 0 });
      await queues.delete(messages.map(({ receiptHandle }) => receiptHandle));
      return messages.map(({ body }) => body);
    };
    const first = await send("a", "one");
    assert.match(first.SequenceNumber, /^\d{20}$/);
    assert.deepEqual(await take(), ["one"]);
    cloud.clock.advanceBy(299_999);
    const MD5OfMessageBody = createHash("md5").update("two").digest("hex");
    assert.deepEqual(await send("b", "two"), { ...first, MD5OfMessageBody });
    assert.deepEqual(await take(), []);
    cloud.clock.advanceBy(1);
    assert.notEqual((await send("b", "three")).MessageId, first.MessageId);
    assert.deepEqual(await take(), ["three"]);
  });

  it("takes the SHA-256 digest of the body for the id when asked to, and an id that is given all the same", async () => {
    const jobs = await fifoClient(cloud);
    await jobs.send("a", "same");
    await jobs.send("a", "same", { MessageAttributes: { k: { DataType: "String", StringValue: "v" } } });
    await jobs.send("a", "same", { MessageDeduplicationId: "given" });
    const messages = await jobs.receiveMessages(10, { MessageSystemAttributeNames: ["MessageDeduplicationId"] });
    assert.deepEqual(
      messages.map(({ Attributes }) => Attributes?.MessageDeduplicationId),
      [createHash("sha256").update("same").digest("hex"), "given"],
    );
    jobs.sqs.destroy();
  });

  it("counts within a group where that is the scope", async () => {
    const jobs = await fifoClient(cloud, { DeduplicationScope: "messageGroup" });
    for (const group of ["a", "b", "a"]) await jobs.send(group, "same");
    assert.deepEqual(await jobs.receive(), ["same", "same"]);
    jobs.sqs.destroy();
  });

  it("accepts one of several that come at the same time", async () => {
    const jobs = await fifoClient(cloud);
    const sent = await Promise.all(Array.from({ length: 5 }, () => jobs.send("a", "same")));
    assert.equal(new Set(sent.map(({ MessageId }) => MessageId)).size, 1);
    assert.deepEqual(await jobs.receive(), ["same"]);
    jobs.sqs.destroy();
  });

  it("numbers messages with 20 digits that grow, and tells them again at the receive", async () => {
    const jobs = await fifoClient(cloud);
    const sent = [await jobs.send("a", "1"), await jobs.send("b", "2"), await jobs.send("a", "3")];
    const numbers = sent.map(({ SequenceNumber }) => SequenceNumber ?? "");
    for (const number of numbers) assert.match(number, /^\d{20}$/);
    assert.deepEqual([...numbers].sort(), numbers);
    assert.equal(new Set(numbers).size, 3);
    const [message] = await jobs.receiveMessages(1, { MessageSystemAttributeNames: ["All"] });
    assert.deepEqual(message?.Attributes, {
      SenderId: "AIDAADMINISTRATOR2345",
      ApproximateFirstReceiveTimestamp: String(cloud.clock.now()),
      ApproximateReceiveCount: "1",
      SentTimestamp: String(cloud.clock.now()),
      MessageGroupId: "a",
      MessageDeduplicationId: createHash("sha256").update("1").digest("hex"),
      SequenceNumber: numbers[0],
    });
    jobs.sqs.destroy();
  });

  it("remembers ids, order and numbers over a restart", async () => {
    const before = await fifoClient(cloud);
    const first = await before.send("a", "a1");
    await before.sendAll("b1", "a2");
    assert.deepEqual(await before.receive(1), ["a1"]);
    await before.delete("a1");
    before.sqs.destroy();
    await cloud.close();

    cloud = await startTestCloud({ folder });
    const after = await fifoClient(cloud);
    assert.equal((await after.send("a", "a1")).MessageId, first.MessageId);
    const later = await after.send("a", "a3");
    assert.ok((later.SequenceNumber ?? "") > (first.SequenceNumber ?? ""));
    assert.deepEqual(await after.receive(), ["b1", "a2", "a3"]);
    after.sqs.destroy();
  });

  it("forgets all ids with a purge", async () => {
    const jobs = await fifoClient(cloud);
    await jobs.send("a", "one", { MessageDeduplicationId: "same" });
    await jobs.receive();
    await jobs.sqs.send(new PurgeQueueCommand({ QueueUrl: jobs.QueueUrl }));
    await jobs.send("a", "two", { MessageDeduplicationId: "same" });
    assert.deepEqual(await jobs.receive(), ["two"]);
    jobs.sqs.destroy();
  });
});
