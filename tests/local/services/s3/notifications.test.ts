import assert from "node:assert/strict";
import {
  DeleteObjectCommand,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { resourceContext } from "../../cloud/test-cloud";
import { type Attic, BUCKET as Bucket, openAttic } from "./attic";

const QUEUE = "arn:aws:sqs:eu-west-1:000000000000:told";
const TOPIC = "arn:aws:sns:eu-west-1:000000000000:told";
const NOTIFICATION = "aws:s3/bucketNotification:BucketNotification";

describe("s3: notifications", () => {
  let attic: Attic;
  beforeEach(async () => {
    attic = await openAttic();
    await make("aws:sqs/queue:Queue", "told", { name: "told" });
  });
  afterEach(() => attic.close());

  const make = (type: string, name: string, inputs: object) =>
    attic.cloud.resource(type).create({ ...inputs }, resourceContext(name));
  const allow = (Service: string) =>
    make("aws:sqs/queuePolicy:QueuePolicy", "told", {
      queueUrl: `${attic.cloud.cloud.endpoint}/000000000000/told`,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service }, Action: "sqs:SendMessage", Resource: QUEUE }],
      }),
    });
  const configure = (NotificationConfiguration: object, SkipDestinationValidation = false) =>
    attic.client.send(
      new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration, SkipDestinationValidation }),
    );
  const put = (Key: string) => attic.client.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
  const received = async (count: number) => {
    for (let wait = 0; wait < 100 && attic.cloud.sqs.queues.messages(QUEUE).length < count; wait += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return attic.cloud.sqs.queues.messages(QUEUE).map(({ body }) => JSON.parse(body));
  };

  it("tells a queue that lets S3 in of what fits, and tries it first", async () => {
    const wanted = {
      QueueConfigurations: [
        {
          Id: "in",
          QueueArn: QUEUE,
          Events: ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"],
          Filter: { Key: { FilterRules: [{ Name: "PREFIX", Value: "in/" }] } },
        },
      ],
    };
    await assert.rejects(configure(wanted), { name: "InvalidArgument" });
    await allow("s3.amazonaws.com");
    await configure(wanted);
    const found = await attic.client.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    assert.deepEqual(found.QueueConfigurations?.[0]?.Filter?.Key?.FilterRules, [{ Name: "Prefix", Value: "in/" }]);
    await put("out/a");
    await put("in/a b");
    await attic.client.send(new DeleteObjectCommand({ Bucket, Key: "in/a b" }));
    const [test, made, removed] = await received(3);
    assert.equal(test.Event, "s3:TestEvent");
    const { eventName, s3 } = made.Records[0];
    assert.deepEqual(
      [eventName, s3.configurationId, s3.object.key, s3.object.size],
      ["ObjectCreated:Put", "in", "in/a+b", 1],
    );
    assert.deepEqual(
      [removed.Records[0].eventName, removed.Records[0].s3.object.size],
      ["ObjectRemoved:Delete", undefined],
    );
    assert.ok(removed.Records[0].s3.object.sequencer > s3.object.sequencer);
  });

  it("tells a topic, and EventBridge", async () => {
    await allow("sns.amazonaws.com");
    await make("aws:sns/topic:Topic", "told", { name: "told" });
    await make("aws:sns/topicSubscription:TopicSubscription", "told", {
      topic: TOPIC,
      protocol: "sqs",
      endpoint: QUEUE,
      rawMessageDelivery: true,
    });
    const topic = { topics: [{ topicArn: TOPIC, events: ["s3:ObjectCreated:*"] }], eventbridge: true, bucket: Bucket };
    await assert.rejects(make(NOTIFICATION, "n", topic), /Unable to validate the following destination configurations/);
    const Statement = [
      { Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sns:Publish", Resource: TOPIC },
    ];
    await make("aws:sns/topicPolicy:TopicPolicy", "told", {
      arn: TOPIC,
      policy: JSON.stringify({ Version: "2012-10-17", Statement }),
    });
    await make(NOTIFICATION, "n", topic);
    await put("k");
    const [, made] = await received(2);
    assert.equal(made.Records[0].s3.object.key, "k");
    const bus = () => attic.cloud.cloud.directory.events.buses.events.of("default");
    for (let wait = 0; wait < 100 && bus().length === 0; wait += 1) await new Promise((next) => setTimeout(next, 10));
    const [event] = bus();
    assert.deepEqual([event?.source, event?.["detail-type"]], ["aws.s3", "Object Created"]);
  });

  it("refuses what overlaps, what is no event, and what is no destination", async () => {
    const queue = (Events: string[], QueueArn = QUEUE) => ({ QueueArn, Events });
    const refused = (configurations: object[], message: RegExp) =>
      assert.rejects(configure({ QueueConfigurations: configurations }, true), message);
    await refused([queue(["s3:ObjectCreated:*"]), queue(["s3:ObjectCreated:Put"])], /Configurations overlap/);
    await refused([queue(["s3:ObjectMoved:*"])], /not supported for notifications/);
    await refused([queue(["s3:ObjectCreated:*"], "told")], /The ARN could not be parsed/);
  });
});
