import assert from "node:assert/strict";
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

const CONTEXT = resourceContext("orders");

describe("sqs: Pulumi resources", () => {
  let cloud: TestCloud;
  let sqs: SQSClient;
  beforeEach(async () => {
    cloud = await startTestCloud();
    sqs = new SQSClient(cloud.client);
  });
  afterEach(async () => {
    sqs.destroy();
    await cloud.close();
  });

  const queueType = () => cloud.resource("aws:sqs/queue:Queue");
  const attributes = async (QueueUrl: string, ...AttributeNames: ("VisibilityTimeout" | "Policy" | "DelaySeconds")[]) =>
    (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))).Attributes;

  it("makes a queue with an automatic name and AWS's defaults", async () => {
    const { id, outputs } = await queueType().create({ visibilityTimeoutSeconds: 35 }, CONTEXT);
    assert.equal(id, `${cloud.cloud.endpoint}/000000000000/orders-0a1b2c3`);
    assert.deepEqual(outputs, {
      arn: "arn:aws:sqs:eu-west-1:000000000000:orders-0a1b2c3",
      url: id,
      name: "orders-0a1b2c3",
      delaySeconds: 0,
      fifoQueue: false,
      kmsDataKeyReusePeriodSeconds: 300,
      kmsMasterKeyId: "",
      maxMessageSize: 1_048_576,
      messageRetentionSeconds: 345_600,
      policy: "",
      receiveWaitTimeSeconds: 0,
      redriveAllowPolicy: "",
      redrivePolicy: "",
      sqsManagedSseEnabled: true,
      visibilityTimeoutSeconds: 35,
      tagsAll: {},
    });
  });

  it("updates in place: messages stay, and a setting that was taken out falls back", async () => {
    const olds = { visibilityTimeoutSeconds: 35, delaySeconds: 0 };
    const { id, outputs } = await queueType().create(olds, CONTEXT);
    await sqs.send(new SendMessageCommand({ QueueUrl: id, MessageBody: "kept" }));
    const inputs = { delaySeconds: 3 };
    await queueType().update?.(id, inputs, { inputs: olds, outputs }, CONTEXT);
    assert.deepEqual(await attributes(id, "VisibilityTimeout", "DelaySeconds"), {
      VisibilityTimeout: "30",
      DelaySeconds: "3",
    });
    assert.equal((await sqs.send(new ReceiveMessageCommand({ QueueUrl: id }))).Messages?.[0]?.Body, "kept");
  });

  it("keeps the policy of a QueuePolicy through an update of the queue, and enforces it", async () => {
    const { id, outputs } = await queueType().create({ name: "orders" }, CONTEXT);
    const statement = { Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: outputs.arn };
    const policyOf = (Condition: object) =>
      JSON.stringify({ Version: "2012-10-17", Statement: [{ ...statement, Condition }] });
    const secureOnly = policyOf({ Bool: { "aws:SecureTransport": "false" } });
    const policyType = cloud.resource("aws:sqs/queuePolicy:QueuePolicy");
    await policyType.create({ queueUrl: id, policy: secureOnly }, CONTEXT);
    await queueType().update?.(id, { name: "orders" }, { inputs: { name: "orders" }, outputs }, CONTEXT);
    assert.deepEqual(await attributes(id, "Policy"), { Policy: secureOnly });
    await sqs.send(new SendMessageCommand({ QueueUrl: id, MessageBody: "over TLS, as the local cloud sees it" }));

    const inputs = { queueUrl: id, policy: policyOf({ Bool: { "aws:SecureTransport": "true" } }) };
    await policyType.update?.(id, inputs, { inputs, outputs: inputs }, CONTEXT);
    await assert.rejects(sqs.send(new SendMessageCommand({ QueueUrl: id, MessageBody: "no" })), {
      name: "AccessDenied",
      message: `User: arn:aws:iam::000000000000:user/administrator is not authorized to perform: sqs:sendmessage on resource: ${outputs.arn} with an explicit deny in a resource-based policy`,
    });
    await policyType.delete(id, inputs);
    await sqs.send(new SendMessageCommand({ QueueUrl: id, MessageBody: "yes" }));
  });

  it("is gone after delete; a new queue of that name inherits no message", async () => {
    const { id } = await queueType().create({ name: "orders" }, CONTEXT);
    await sqs.send(new SendMessageCommand({ QueueUrl: id, MessageBody: "a" }));
    await queueType().delete(id, {});
    await queueType().delete(id, {});
    assert.equal(await queueType().read?.(id, {}), undefined);
    await queueType().create({ name: "orders" }, CONTEXT);
    assert.equal((await sqs.send(new ReceiveMessageCommand({ QueueUrl: id }))).Messages, undefined);
  });

  it("names the property that AWS would refuse", () => {
    const violations = queueType().check?.({ visibilityTimeoutSeconds: 43_201 });
    assert.deepEqual(violations, [
      { property: "visibilityTimeoutSeconds", reason: "Invalid value for the parameter VisibilityTimeout." },
    ]);
  });

  it("makes a FIFO queue, with its suffix, and changes how it deduplicates", async () => {
    const inputs = { fifoQueue: true, deduplicationScope: "messageGroup", fifoThroughputLimit: "perMessageGroupId" };
    assert.deepEqual(queueType().check?.({ ...inputs, name: "orders.fifo" }), []);
    const { id, outputs } = await queueType().create(inputs, CONTEXT);
    const { name, fifoQueue, deduplicationScope, fifoThroughputLimit } = outputs;
    assert.deepEqual({ fifoQueue, deduplicationScope, fifoThroughputLimit }, inputs);
    assert.equal(name, "orders-0a1b2c3.fifo");
    const fifoAttributes = async () => {
      const AttributeNames = ["FifoThroughputLimit", "ContentBasedDeduplication"] as const;
      return (await sqs.send(new GetQueueAttributesCommand({ QueueUrl: id, AttributeNames: [...AttributeNames] })))
        .Attributes;
    };
    assert.deepEqual(await fifoAttributes(), {
      FifoThroughputLimit: "perMessageGroupId",
      ContentBasedDeduplication: "false",
    });
    const changed = { fifoQueue: true, contentBasedDeduplication: true };
    await queueType().update?.(id, changed, { inputs, outputs }, CONTEXT);
    assert.deepEqual(await fifoAttributes(), { FifoThroughputLimit: "perQueue", ContentBasedDeduplication: "true" });
    const sent = await sqs.send(new SendMessageCommand({ QueueUrl: id, MessageBody: "a", MessageGroupId: "g" }));
    assert.match(sent.SequenceNumber ?? "", /^\d{20}$/);
  });

  it("names what does not fit the type of a queue", () => {
    const properties = (inputs: object) =>
      queueType()
        .check?.({ ...inputs })
        ?.map(({ property }) => property);
    assert.deepEqual(properties({ name: "orders", fifoQueue: false, contentBasedDeduplication: false }), []);
    assert.deepEqual(properties({ contentBasedDeduplication: true }), ["contentBasedDeduplication"]);
    assert.deepEqual(properties({ fifoQueue: true, deduplicationScope: "group" }), ["deduplicationScope"]);
    assert.deepEqual(properties({ fifoQueue: true, fifoThroughputLimit: "perMessageGroupId" }), [
      "fifoThroughputLimit",
    ]);
  });

  it("takes no message for a client that hung up during its long poll", async () => {
    const { id } = await queueType().create({ name: "orders" }, CONTEXT);
    const gone = new AbortController();
    const command = new ReceiveMessageCommand({ QueueUrl: id, WaitTimeSeconds: 20 });
    const others = cloud.clock.waiting;
    const polling = sqs.send(command, { abortSignal: gone.signal });
    const until = async (waiting: number) => {
      while (cloud.clock.waiting !== others + waiting) await new Promise(setImmediate);
    };
    await until(1);
    gone.abort();
    await assert.rejects(polling, { name: "AbortError" });
    await until(0);
    await sqs.send(new SendMessageCommand({ QueueUrl: id, MessageBody: "a" }));
    assert.equal((await sqs.send(new ReceiveMessageCommand({ QueueUrl: id }))).Messages?.[0]?.Body, "a");
  });
});
