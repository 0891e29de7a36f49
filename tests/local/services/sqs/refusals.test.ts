import assert from "node:assert/strict";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";

describe("sqs: what is refused, and how", () => {
  let cloud: TestCloud;
  let sqs: SQSClient;
  let QueueUrl: string;

  before(async () => {
    cloud = await startTestCloud();
    sqs = new SQSClient(cloud.client);
    QueueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: "inbox" }))).QueueUrl ?? "";
  });
  after(async () => {
    sqs.destroy();
    await cloud.close();
  });

  const sending = (MessageBody: string, more = {}) =>
    sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));

  it("takes a message of exactly 1 MiB and refuses one byte more", async () => {
    await sending("x".repeat(1_048_576));
    await assert.rejects(sending("x".repeat(1_048_577)), {
      name: "InvalidParameterValue",
      message: "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.",
    });
  });

  for (const [what, body] of [
    ["U+0000", "a\u0000b"],
    ["a lone surrogate", "a\ud800b"],
    ["U+FFFF", "a\uffffb"],
    ["an escape character", "a\u001bb"],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(sending(body), { name: "InvalidMessageContents" });
    });
  }

  it("refuses an empty body", async () => {
    await assert.rejects(sending(""), { message: "The request must contain the parameter MessageBody." });
  });

  it("refuses a delay over 15 minutes", async () => {
    await assert.rejects(sending("a", { DelaySeconds: 901 }), {
      message: "Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.",
    });
  });

  it("refuses more than 10 messages and more than 20 seconds in one receive", async () => {
    await assert.rejects(sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 11 })), {
      message: "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.",
    });
    await assert.rejects(sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 21 })), {
      message: "Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.",
    });
  });

  it("says that a queue does not exist, as the SDK's own error", async () => {
    const url = QueueUrl.replace("inbox", "nowhere");
    await assert.rejects(sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: "a" })), (error) => {
      assert.ok(error instanceof QueueDoesNotExist);
      assert.equal(error.message, "The specified queue does not exist.");
      assert.equal(error.$metadata.httpStatusCode, 400);
      return true;
    });
  });

  it("refuses a handle that is none", async () => {
    await assert.rejects(sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: "garbage" })), {
      name: "ReceiptHandleIsInvalid",
      message: 'The input receipt handle "garbage" is not a valid receipt handle.',
    });
  });

  it("refuses batches as a whole: empty, too many, repeated or malformed ids", async () => {
    const batch = (ids: string[]) =>
      sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: ids.map((Id) => ({ Id, MessageBody: "a" })) }));
    await assert.rejects(batch([]), { name: "EmptyBatchRequest" });
    await assert.rejects(batch(Array.from({ length: 11 }, (_, index) => `m${index}`)), {
      name: "TooManyEntriesInBatchRequest",
      message: "Maximum number of entries per request are 10. You have sent 11.",
    });
    await assert.rejects(batch(["a", "a"]), { name: "BatchEntryIdsNotDistinct", message: "Id a repeated." });
    await assert.rejects(batch(["a b"]), { name: "InvalidBatchEntryId" });
  });

  it("refuses a second purge within a minute", async () => {
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    await assert.rejects(sqs.send(new PurgeQueueCommand({ QueueUrl })), { name: "PurgeQueueInProgress" });
  });

  it("refuses unknown attributes and values out of range", async () => {
    const making = (QueueName: string, Attributes = {}) => sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    await assert.rejects(making("a", { VisibilityTimeout: "43201" }), {
      name: "InvalidAttributeValue",
      message: "Invalid value for the parameter VisibilityTimeout.",
    });
    await assert.rejects(making("a", { Colour: "red" }), { name: "InvalidAttributeName" });
    await assert.rejects(making("a b"), { name: "InvalidParameterValue" });
    await assert.rejects(making("inbox", { VisibilityTimeout: "31" }), { name: "QueueNameExists" });
  });

  it("is loud about an operation that it does not emulate", async () => {
    await assert.rejects(sqs.send(new StartMessageMoveTaskCommand({ SourceArn: "arn:aws:sqs:eu-west-1:0:x" })), {
      name: "NotEmulatedByLocalCloud",
    });
    assert.equal(
      cloud.warnings.at(-1),
      "sqs StartMessageMoveTask is not emulated by the local cloud; see the support table in docs/",
    );
  });

  it("counts messages by state", async () => {
    const { QueueUrl: counted } = await sqs.send(new CreateQueueCommand({ QueueName: "counted" }));
    for (const DelaySeconds of [0, 0, 0, 60]) {
      await sqs.send(new SendMessageCommand({ QueueUrl: counted, MessageBody: "a", DelaySeconds }));
    }
    await sqs.send(new ReceiveMessageCommand({ QueueUrl: counted }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: counted, AttributeNames: ["All"] }),
    );
    assert.deepEqual(Attributes, {
      DelaySeconds: "0",
      MaximumMessageSize: "1048576",
      MessageRetentionPeriod: "345600",
      ReceiveMessageWaitTimeSeconds: "0",
      VisibilityTimeout: "30",
      SqsManagedSseEnabled: "true",
      QueueArn: "arn:aws:sqs:eu-west-1:000000000000:counted",
      ApproximateNumberOfMessages: "2",
      ApproximateNumberOfMessagesNotVisible: "1",
      ApproximateNumberOfMessagesDelayed: "1",
      CreatedTimestamp: String(Math.floor(cloud.clock.now() / 1000)),
      LastModifiedTimestamp: String(Math.floor(cloud.clock.now() / 1000)),
    });
  });
});
