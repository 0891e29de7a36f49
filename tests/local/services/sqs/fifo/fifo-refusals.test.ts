import assert from "node:assert/strict";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import { startTestCloud, type TestCloud } from "../../../cloud/test-cloud";
import { type FifoClient, fifoClient } from "./fifo-client";

type Attributes = Partial<Record<QueueAttributeName, string>>;

const NO_DEDUPLICATION =
  "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly";

describe("sqs: FIFO queues, what is refused, and how", () => {
  let cloud: TestCloud;
  let jobs: FifoClient;
  before(async () => {
    cloud = await startTestCloud();
    jobs = await fifoClient(cloud, { ContentBasedDeduplication: "False", FifoQueue: "True" });
  });
  after(async () => {
    jobs.sqs.destroy();
    await cloud.close();
  });

  const making = (QueueName: string, attributes: Attributes) =>
    jobs.sqs.send(new CreateQueueCommand({ QueueName, Attributes: attributes }));
  const standard = async () => (await making("plain", {})).QueueUrl;
  const setting = (QueueUrl: string | undefined, attributes: Attributes) =>
    jobs.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: attributes }));

  it("asks for the group and the deduplication id of a message", async () => {
    await assert.rejects(jobs.send(undefined, "m", { MessageDeduplicationId: "d" }), (error: Error) => {
      assert.deepEqual(
        [error.name, error.message],
        ["MissingParameter", "The request must contain the parameter MessageGroupId."],
      );
      return true;
    });
    await assert.rejects(jobs.send("g", "m"), { name: "InvalidParameterValue", message: NO_DEDUPLICATION });
  });

  it("asks for them for a batch as a whole", async () => {
    const { QueueUrl } = jobs;
    const entry = { Id: "1", MessageBody: "m", MessageGroupId: "g", MessageDeduplicationId: "d1" };
    const { MessageGroupId: _, ...groupless } = { ...entry, Id: "2" };
    const { MessageDeduplicationId: __, ...idless } = { ...entry, Id: "2" };
    const batch = (second: { Id: string; MessageBody: string }) =>
      jobs.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [entry, second] }));
    await assert.rejects(batch(groupless), {
      name: "InvalidParameterValue",
      message: "The request must contain the parameter MessageGroupId.",
    });
    await assert.rejects(batch(idless), { name: "InvalidParameterValue", message: NO_DEDUPLICATION });
  });

  it("sends a batch in the order of its entries, each with its sequence number", async () => {
    const { QueueUrl } = await making("batch.fifo", { FifoQueue: "true", ContentBasedDeduplication: "true" });
    const Entries = ["a", "b", "c"].map((body) => ({ Id: body, MessageBody: body, MessageGroupId: "g" }));
    const { Successful = [] } = await jobs.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const numbers = Successful.map(({ SequenceNumber }) => SequenceNumber ?? "");
    assert.deepEqual([...numbers].sort(), numbers);
    const { Messages = [] } = await jobs.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    assert.deepEqual(
      Messages.map(({ Body }) => Body),
      ["a", "b", "c"],
    );
  });

  for (const id of ["", "a".repeat(129), "group 1"]) {
    it(`takes no id of other characters or another length: "${id.slice(0, 20)}"`, async () => {
      const reason = (name: string) =>
        `Value ${id} for parameter ${name} is invalid. Reason: ${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`;
      await assert.rejects(jobs.send("g", "m", { MessageDeduplicationId: id }), {
        name: "InvalidParameterValue",
        message: reason("MessageDeduplicationId"),
      });
      const QueueUrl = await standard();
      await assert.rejects(jobs.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "m", MessageGroupId: id })), {
        name: "InvalidParameterValue",
        message: reason("MessageGroupId"),
      });
    });
  }

  it("takes no delay of a message, and the queue's for 0", async () => {
    await assert.rejects(jobs.send("g", "m", { MessageDeduplicationId: "d", DelaySeconds: 2 }), {
      message:
        "Value 2 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.",
    });
    const attributes = { FifoQueue: "true", DelaySeconds: "5" };
    const { QueueUrl } = await making("late.fifo", attributes);
    const more = { MessageGroupId: "g", MessageDeduplicationId: "d", DelaySeconds: 0 };
    await jobs.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "m", ...more }));
    const receive = async () => (await jobs.sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages?.length;
    assert.equal(await receive(), undefined);
    cloud.clock.advanceBy(5_000);
    assert.equal(await receive(), 1);
  });

  it("takes message groups in a standard queue, and nothing else of FIFO queues", async () => {
    const QueueUrl = await standard();
    const sent = await jobs.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "m", MessageGroupId: "g" }));
    assert.equal(sent.SequenceNumber, undefined);
    const { Messages = [] } = await jobs.sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ["MessageGroupId", "SequenceNumber"] }),
    );
    assert.deepEqual(
      Messages.map(({ Attributes }) => Attributes),
      [{ MessageGroupId: "g" }],
    );
    const wrong = "is invalid. Reason: The request include parameter that is not valid for this queue type.";
    await assert.rejects(
      jobs.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "m", MessageDeduplicationId: "d" })),
      { message: `Value d for parameter MessageDeduplicationId ${wrong}` },
    );
    await assert.rejects(jobs.sqs.send(new ReceiveMessageCommand({ QueueUrl, ReceiveRequestAttemptId: "t" })), {
      message: `Value t for parameter ReceiveRequestAttemptId ${wrong}`,
    });
  });

  it("holds names to the type of the queue", async () => {
    await assert.rejects(making("plain-name", { FifoQueue: "true" }), {
      name: "InvalidParameterValue",
      message:
        "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.",
    });
    await assert.rejects(making("name.fifo", {}), {
      name: "InvalidParameterValue",
      message:
        "Value name.fifo for parameter QueueName is invalid. Reason: Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.",
    });
  });

  it("knows the attributes of FIFO queues in FIFO queues alone", async () => {
    const refused = (attributes: Attributes, message: string) =>
      assert.rejects(making("other", attributes), { name: "InvalidAttributeName", message });
    await refused({ FifoQueue: "false" }, "Unknown Attribute FifoQueue.");
    await refused({ ContentBasedDeduplication: "false" }, "Unknown Attribute ContentBasedDeduplication.");
    for (const [name, value] of [
      ["DeduplicationScope", "queue"],
      ["FifoThroughputLimit", "perQueue"],
    ] as const) {
      await refused({ [name]: value }, `You can specify the ${name} only when FifoQueue is set to true.`);
    }
  });

  it("keeps a queue of the type that it was made", async () => {
    await setting(jobs.QueueUrl, { FifoQueue: "true" });
    await assert.rejects(setting(jobs.QueueUrl, { FifoQueue: "false" }), {
      name: "InvalidAttributeValue",
      message: "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.",
    });
    await assert.rejects(setting(await standard(), { FifoQueue: "true" }), {
      name: "InvalidAttributeName",
      message: "Unknown Attribute FifoQueue.",
    });
  });

  it("shows the attributes of a FIFO queue with their defaults, and changes them", async () => {
    const AttributeNames: QueueAttributeName[] = [
      ...(["FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"] as const),
    ];
    const { QueueUrl } = await making("shown.fifo", { FifoQueue: "true" });
    const shown = async () =>
      (await jobs.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))).Attributes;
    const defaults = { FifoQueue: "true", ContentBasedDeduplication: "false" };
    assert.deepEqual(await shown(), { ...defaults, DeduplicationScope: "queue", FifoThroughputLimit: "perQueue" });
    const high = { DeduplicationScope: "messageGroup", FifoThroughputLimit: "perMessageGroupId" };
    await assert.rejects(setting(QueueUrl, { FifoThroughputLimit: "perMessageGroupId" }), {
      name: "InvalidAttributeValue",
    });
    await setting(QueueUrl, high);
    assert.deepEqual(await shown(), { ...defaults, ...high });
    await assert.rejects(setting(QueueUrl, { DeduplicationScope: "group" }), { name: "InvalidAttributeValue" });
  });

  it("makes the same queue once, and not another of its name", async () => {
    const attributes: Attributes = { FifoQueue: "true" };
    const { QueueUrl } = await making("same.fifo", attributes);
    assert.equal((await making("same.fifo", { ...attributes, ContentBasedDeduplication: "false" })).QueueUrl, QueueUrl);
    await assert.rejects(making("same.fifo", { ...attributes, ContentBasedDeduplication: "true" }), {
      name: "QueueNameExists",
      message:
        "A queue already exists with the same name and a different value for attribute ContentBasedDeduplication",
    });
  });

  it("takes dead letters of its own type alone, with group and order", async () => {
    const arn = (name: string) => `arn:aws:sqs:eu-west-1:000000000000:${name}`;
    const policy = (name: string) => JSON.stringify({ deadLetterTargetArn: arn(name), maxReceiveCount: 1 });
    await standard();
    const refused = { FifoQueue: "true", RedrivePolicy: policy("plain") };
    await assert.rejects(making("source.fifo", refused), {
      name: "InvalidParameterValue",
      message: `Value ${policy("plain")} for parameter RedrivePolicy is invalid. Reason: Dead-letter queue must be same type of queue as the source..`,
    });
    const common: Attributes = { FifoQueue: "true", ContentBasedDeduplication: "true" };
    const dead = await making("dead.fifo", common);
    const { QueueUrl } = await making("source.fifo", { ...common, RedrivePolicy: policy("dead.fifo") });
    for (const MessageBody of ["a1", "a2"]) {
      await jobs.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId: "a" }));
    }
    const receive = async (url: string | undefined, VisibilityTimeout: number) => {
      const more = { MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["MessageGroupId" as const] };
      const command = new ReceiveMessageCommand({ QueueUrl: url, VisibilityTimeout, ...more });
      const { Messages = [] } = await jobs.sqs.send(command);
      return Messages.map(({ Body, Attributes }) => `${Attributes?.MessageGroupId}: ${Body}`);
    };
    assert.deepEqual(await receive(QueueUrl, 0), ["a: a1", "a: a2"]);
    await jobs.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "a3", MessageGroupId: "a" }));
    assert.deepEqual(await receive(QueueUrl, 30), ["a: a3"]);
    assert.deepEqual(await receive(dead.QueueUrl, 30), ["a: a1", "a: a2"]);
  });
});
