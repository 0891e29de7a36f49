import assert from "node:assert/strict";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Credentials } from "../../../../local/access/access";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { signedCall } from "../../wire/signatures/signed-call";

const TOPIC = "arn:aws:sns:eu-west-1:000000000000:news";
const QUEUE = "arn:aws:sqs:eu-west-1:000000000000:inbox";
const FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:f";

describe("sns: publish", () => {
  let cloud: TestCloud;
  let queues: SQSClient;
  beforeEach(async () => {
    cloud = await startTestCloud();
    queues = new SQSClient(cloud.client);
    await cloud.resource("aws:sns/topic:Topic").create({ name: "news" }, resourceContext("news"));
  });
  afterEach(async () => {
    queues.destroy();
    await cloud.close();
  });

  const publish = (form: Record<string, string>, credentials?: Credentials) =>
    signedCall(cloud, {
      service: "sns",
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
      body: new URLSearchParams({ Action: "Publish", TopicArn: TOPIC, ...form }).toString(),
      ...(credentials && { credentials }),
    });
  it("loses nothing of what is said of a topic at once", async () => {
    const { topics } = cloud.cloud.directory.sns;
    await Promise.all([topics.change(TOPIC, { policy: "{}" }), topics.change(TOPIC, { tags: { team: "a" } })]);
    const { policy, tags } = topics.require(TOPIC);
    assert.deepEqual([policy, tags], ["{}", { team: "a" }]);
  });

  const inbox = async (policy: object | undefined, subscription: object) => {
    const queue = await cloud
      .resource("aws:sqs/queue:Queue")
      .create({ name: "inbox", ...(policy && { policy: JSON.stringify(policy) }) }, resourceContext("inbox"));
    await cloud
      .resource("aws:sns/topicSubscription:TopicSubscription")
      .create({ topic: TOPIC, protocol: "sqs", endpoint: QUEUE, ...subscription }, resourceContext("s"));
    return async () => {
      const options = { QueueUrl: queue.id, MessageAttributeNames: ["All"], MaxNumberOfMessages: 10 };
      return (await queues.send(new ReceiveMessageCommand(options))).Messages ?? [];
    };
  };
  const letIn = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: QUEUE,
        Condition: { ArnEquals: { "aws:SourceArn": TOPIC } },
      },
    ],
  };

  it("answers the JSON form of the query protocol, and brings the envelope to a queue", async () => {
    const received = await inbox(letIn, {});
    const { status, body } = await publish({ Message: "hello", Subject: "Greeting" });
    assert.equal(status, 200);
    const { MessageId, SequenceNumber } = body.PublishResponse.PublishResult;
    assert.match(MessageId, /^[0-9a-f-]{36}$/);
    assert.equal(SequenceNumber, null);
    const [message] = await received();
    const { Timestamp, UnsubscribeURL, ...envelope } = JSON.parse(message?.Body ?? "");
    assert.deepEqual(envelope, {
      Type: "Notification",
      MessageId,
      TopicArn: TOPIC,
      Subject: "Greeting",
      Message: "hello",
      SignatureVersion: "1",
      Signature: "EXAMPLE",
      SigningCertURL: "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-EXAMPLE.pem",
    });
    assert.equal(new Date(Timestamp).toISOString(), Timestamp);
    assert.match(UnsubscribeURL, /SubscriptionArn=arn:aws:sns:/);
  });

  it("delivers raw messages with their attributes", async () => {
    const received = await inbox(letIn, { rawMessageDelivery: true });
    await publish({
      Message: "hello",
      "MessageAttributes.entry.1.Name": "kind",
      "MessageAttributes.entry.1.Value.DataType": "String",
      "MessageAttributes.entry.1.Value.StringValue": "test",
    });
    const [message] = await received();
    assert.equal(message?.Body, "hello");
    assert.deepEqual(message?.MessageAttributes, { kind: { DataType: "String", StringValue: "test" } });
  });

  it("passes the message group on to a queue", async () => {
    const received = await inbox(letIn, { rawMessageDelivery: true });
    assert.equal((await publish({ Message: "hello", MessageGroupId: "tenant-1" })).status, 200);
    const [message] = cloud.cloud.directory.sqs.queues.messages(QUEUE);
    assert.deepEqual([message?.body, message?.groupId], ["hello", "tenant-1"]);
    assert.equal((await received()).length, 1);
    assert.equal((await publish({ Message: "hello", MessageGroupId: "tenant 1" })).body.Error.Code, "InvalidParameter");
  });

  it("takes the message of the protocol out of a JSON structure", async () => {
    const received = await inbox(letIn, { rawMessageDelivery: true });
    await publish({ Message: '{"default":"all","sqs":"queue"}', MessageStructure: "json" });
    assert.equal((await received())[0]?.Body, "queue");
    const { status, body } = await publish({ Message: '{"sqs":"queue"}', MessageStructure: "json" });
    assert.equal(status, 400);
    assert.deepEqual(body.Error, {
      Type: "Sender",
      Code: "InvalidParameter",
      Message: "Invalid parameter: Message Structure - No default entry in JSON message body",
    });
  });

  it("says when a queue does not let the topic in, and answers the publisher all the same", async () => {
    const received = await inbox(undefined, {});
    assert.equal((await publish({ Message: "lost" })).status, 200);
    assert.deepEqual(await received(), []);
    assert.deepEqual(cloud.warnings, [
      `${TOPIC} to ${QUEUE}: the policy of ${QUEUE} does not let sns.amazonaws.com send for ${TOPIC}`,
    ]);
  });

  it("refuses who may not publish, and topics that are not there", async () => {
    const role = await cloud.role("mute", []);
    const refused = await publish({ Message: "x" }, cloud.access.assumeRole(role, "one"));
    assert.equal(refused.status, 403);
    assert.equal(refused.body.Error.Code, "AuthorizationError");
    assert.equal(
      refused.body.Error.Message,
      `User: arn:aws:sts::000000000000:assumed-role/mute/one is not authorized to perform: SNS:Publish on resource: ${TOPIC} because no identity-based policy allows the SNS:Publish action`,
    );
    const missing = await publish({ Message: "x", TopicArn: `${TOPIC}-not` });
    assert.deepEqual([missing.status, missing.body.Error.Code], [404, "NotFound"]);
    assert.equal((await publish({ Message: "" })).body.Error.Message, "Invalid parameter: Empty message");
  });

  it("refuses at deployment what Subscribe refuses", () => {
    const refused = (inputs: object) =>
      cloud
        .resource("aws:sns/topicSubscription:TopicSubscription")
        .check?.({ topic: TOPIC, protocol: "sqs", endpoint: QUEUE, ...inputs })
        .map(({ property, reason }) => `${property} ${reason}`);
    assert.deepEqual(refused({ filterPolicy: '{"a":["b"]}' }), []);
    assert.deepEqual(refused({ filterPolicy: '{"a":[{"glob":"b"}]}' }), [
      "filterPolicy Invalid parameter: FilterPolicy: Unrecognized match type glob",
    ]);
    assert.deepEqual(refused({ filterPolicy: '{"a":{"b":["c"]}}', filterPolicyScope: "MessageBody" }), []);
    assert.deepEqual(refused({ filterPolicy: '{"a":{"b":["c"]}}' }), [
      "filterPolicy Invalid parameter: Filter policy scope MessageAttributes does not support nested filter policy",
    ]);
    assert.deepEqual(refused({ endpoint: `${QUEUE}.fifo` }), [
      "endpoint Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
    ]);
    assert.deepEqual(refused({ protocol: "lambda", endpoint: FUNCTION, rawMessageDelivery: true }), [
      "rawMessageDelivery Invalid parameter: RawMessageDelivery: Delivery protocol [lambda] does not support raw message delivery.",
    ]);
  });

  it("brings to a subscriber what its filter lets through, and the rest to nobody", async () => {
    const received = await inbox(letIn, { rawMessageDelivery: true, filterPolicy: '{"kind":["big"]}' });
    const kind = (value: string) => ({
      "MessageAttributes.entry.1.Name": "kind",
      "MessageAttributes.entry.1.Value.DataType": "String",
      "MessageAttributes.entry.1.Value.StringValue": value,
    });
    await publish({ Message: "one", ...kind("big") });
    await publish({ Message: "two", ...kind("small") });
    await publish({ Message: "three" });
    assert.deepEqual(
      (await received()).map(({ Body }) => Body),
      ["one"],
    );
  });

  it("hands what cannot be delivered to the subscription's dead-letter queue", async () => {
    const dead = `${QUEUE}-dead`;
    const policy = JSON.stringify(letIn).replaceAll(QUEUE, dead);
    const { id } = await cloud
      .resource("aws:sqs/queue:Queue")
      .create({ name: "inbox-dead", policy }, resourceContext("dead"));
    await inbox(undefined, { rawMessageDelivery: true, redrivePolicy: JSON.stringify({ deadLetterTargetArn: dead }) });
    await publish({ Message: "lost" });
    const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl: id }));
    assert.deepEqual(
      Messages.map(({ Body }) => Body),
      ["lost"],
    );
  });
});
