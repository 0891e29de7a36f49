import assert from "node:assert/strict";
import {
  ListDeadLetterSourceQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { resourceContext, startTestCloud, type TestCloud } from "../../../cloud/test-cloud";

describe("sqs: dead letters", () => {
  let cloud: TestCloud;
  let sqs: SQSClient;
  let QueueUrl: string;
  const arn = (name: string) => `arn:aws:sqs:eu-west-1:000000000000:${name}`;
  const makeQueue = (name: string, inputs = {}) =>
    cloud.resource("aws:sqs/queue:Queue").create({ name, ...inputs }, resourceContext(name));

  beforeEach(async () => {
    cloud = await startTestCloud();
    sqs = new SQSClient(cloud.client);
    await makeQueue("inbox-dlq");
    const redrivePolicy = JSON.stringify({ deadLetterTargetArn: arn("inbox-dlq"), maxReceiveCount: 2 });
    QueueUrl = (await makeQueue("inbox", { redrivePolicy, visibilityTimeoutSeconds: 1 })).id;
  });
  afterEach(async () => {
    sqs.destroy();
    await cloud.close();
  });

  const receive = async () => {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    cloud.clock.advanceBy(1_000);
    return Messages?.length ?? 0;
  };

  it("moves a message at the receive after maxReceiveCount, with its id, age, count and where it came from", async () => {
    const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "poison" }));
    const sentAt = cloud.clock.now();
    const queues = cloud.cloud.directory.sqs.queues;
    const dead = queues.receive(arn("inbox-dlq"), { max: 1, waitMs: 100_000 });
    assert.deepEqual([await receive(), await receive(), await receive()], [1, 1, 0]);
    const [message] = await dead;
    assert.deepEqual(
      { ...message, receiptHandle: "", senderId: "", bodyMd5: "" },
      {
        id: MessageId,
        body: "poison",
        bodyMd5: "",
        senderId: "",
        receiptHandle: "",
        sentAt,
        priorReceives: 2,
        firstReceivedAt: sentAt,
        receiveCount: 3,
        deadLetterSource: arn("inbox"),
      },
    );
    assert.equal(queues.count(arn("inbox"), "visible") + queues.count(arn("inbox"), "inFlight"), 0);
  });

  it("lists the queues that use a dead-letter queue", async () => {
    const dlq = `${cloud.cloud.endpoint}/000000000000/inbox-dlq`;
    const { queueUrls } = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dlq }));
    assert.deepEqual(queueUrls, [QueueUrl]);
  });

  it("refuses a source that the dead-letter queue's redrive-allow policy leaves out", async () => {
    await makeQueue("guarded", {
      redriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [arn("other")] }),
    });
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn("guarded"), maxReceiveCount: 1 });
    await assert.rejects(sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy } })), {
      name: "InvalidParameterValue",
    });
    const allowed = JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [arn("inbox")] });
    await cloud
      .resource("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy")
      .create(
        { queueUrl: `${cloud.cloud.endpoint}/000000000000/guarded`, redriveAllowPolicy: allowed },
        resourceContext("allow"),
      );
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy } }));
  });

  it("refuses a dead-letter queue that does not exist", async () => {
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn("nowhere"), maxReceiveCount: 1 });
    await assert.rejects(sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy } })), {
      message: `Value ${RedrivePolicy} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`,
    });
  });
});
