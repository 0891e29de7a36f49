import assert from "node:assert/strict";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";

describe("sqs: send and receive", () => {
  let cloud: TestCloud;
  let sqs: SQSClient;
  let QueueUrl: string;

  beforeEach(async () => {
    cloud = await startTestCloud();
    sqs = new SQSClient(cloud.client);
    QueueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: "inbox" }))).QueueUrl ?? "";
  });
  afterEach(async () => {
    sqs.destroy();
    await cloud.close();
  });

  it("names queues by the endpoint, the account and their name", () => {
    assert.equal(QueueUrl, `${cloud.cloud.endpoint}/000000000000/inbox`);
  });

  it("hands out what was sent, to the letter, with attributes and digests that the SDK checks", async () => {
    const body = `{"t":"a&b=c+d 100% '\\" \\n ü 😀"}\n<x/>`;
    const sent = await sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: body,
        MessageAttributes: {
          origin: { DataType: "String", StringValue: "shop" },
          weight: { DataType: "Number.int", StringValue: "17" },
          blob: { DataType: "Binary", BinaryValue: Buffer.from([0, 1, 255]) },
        },
        MessageSystemAttributes: { AWSTraceHeader: { DataType: "String", StringValue: "Root=1-2-3" } },
      }),
    );
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All"] }),
    );
    assert.equal(Messages.length, 1);
    const [message] = Messages;
    assert.equal(message?.Body, body);
    assert.equal(message?.MessageId, sent.MessageId);
    assert.equal(message?.MD5OfMessageAttributes, sent.MD5OfMessageAttributes);
    assert.deepEqual(message?.MessageAttributes?.origin, { DataType: "String", StringValue: "shop" });
    assert.deepEqual(Buffer.from(message?.MessageAttributes?.blob?.BinaryValue ?? []), Buffer.from([0, 1, 255]));
    assert.deepEqual(message?.Attributes, {
      SenderId: "AIDAADMINISTRATOR2345",
      ApproximateFirstReceiveTimestamp: String(cloud.clock.now()),
      ApproximateReceiveCount: "1",
      SentTimestamp: String(cloud.clock.now()),
      AWSTraceHeader: "Root=1-2-3",
    });
  });

  it("computes the digest of attributes as AWS documents it", async () => {
    const sent = await sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: "x",
        MessageAttributes: { timestamp: { DataType: "Number", StringValue: "1493147359900" } },
      }),
    );
    assert.equal(sent.MD5OfMessageAttributes, "235c5c510d26fb653d073faed50ae77c");
  });

  it("hides a received message until its visibility timeout is over, then shows it again", async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "a" }));
    const receive = async () => {
      const command = new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ["ApproximateReceiveCount"] });
      return (await sqs.send(command)).Messages?.map(({ Attributes }) => Attributes?.ApproximateReceiveCount);
    };
    assert.deepEqual(await receive(), ["1"]);
    cloud.clock.advanceBy(29_999);
    assert.equal(await receive(), undefined);
    cloud.clock.advanceBy(1);
    assert.deepEqual(await receive(), ["2"]);
  });

  it("forgets a deleted message, and answers 200 to a superseded handle without deleting", async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "a" }));
    const receive = () => sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0 }));
    const first = (await receive()).Messages?.[0]?.ReceiptHandle;
    const second = (await receive()).Messages?.[0]?.ReceiptHandle;
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first }));
    assert.equal((await receive()).Messages?.length, 1);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second }));
    assert.equal((await receive()).Messages?.length, 1, "the receive before made that handle old, too");
    const latest = (await receive()).Messages?.[0]?.ReceiptHandle;
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: latest }));
    assert.equal((await receive()).Messages, undefined);
  });

  it("delays a message by its own seconds", async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "later", DelaySeconds: 5 }));
    assert.equal((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages, undefined);
    cloud.clock.advanceBy(5_000);
    assert.equal((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages?.[0]?.Body, "later");
  });

  it("drops messages older than the queue keeps them", async () => {
    const short = await sqs.send(
      new CreateQueueCommand({ QueueName: "short", Attributes: { MessageRetentionPeriod: "60" } }),
    );
    await sqs.send(new SendMessageCommand({ QueueUrl: short.QueueUrl, MessageBody: "old" }));
    cloud.clock.advanceBy(60_000);
    assert.equal((await sqs.send(new ReceiveMessageCommand({ QueueUrl: short.QueueUrl }))).Messages, undefined);
  });

  it("answers each entry of a batch on its own", async () => {
    const { Successful, Failed } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: "good", MessageBody: "a" },
          { Id: "bad", MessageBody: "\u0000" },
        ],
      }),
    );
    assert.deepEqual(
      Successful?.map(({ Id }) => Id),
      ["good"],
    );
    assert.deepEqual(Failed, [
      {
        Id: "bad",
        SenderFault: true,
        Code: "InvalidMessageContents",
        Message:
          "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF",
      },
    ]);
  });
});
