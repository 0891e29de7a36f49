import assert from "node:assert/strict";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { Queue } from "../../../../components/messaging/queue/queue";
import { Topic } from "../../../../components/messaging/topic/topic";
import { TopicSubscription } from "../../../../components/messaging/topic-subscription/topic-subscription";
import { Made } from "../events";

const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

describe("a topic", () => {
  it("is encrypted and denies anything but TLS", async () => {
    const topics: Topic[] = [];
    const made = await registered(() => topics.push(new Topic("news")));
    assert.deepEqual(listed(made), [
      "aws:sns/topic:Topic news",
      "aws:sns/topicPolicy:TopicPolicy news-policy",
      "serverless-tiers:index:Topic news",
    ]);
    assert.equal(the(made, "aws:sns/topic:Topic", "news").inputs.kmsMasterKeyId, "alias/aws/sns");
    const [link] = topics.map((topic) => topic.publish());
    assert.deepEqual(
      link?.grants.flatMap(({ actions }) => actions),
      ["sns:Publish"],
    );
    assert.deepEqual(Object.keys(link?.environment("news") ?? {}), ["NEWS_TOPIC_ARN"]);
  });

  it("reaches a queue that lets it in, raw and filtered by what its contract has", async () => {
    const arns: Topic[] = [];
    const made = await registered(() => {
      const topic = new Topic("news", { message: Made });
      arns.push(topic as unknown as Topic);
      const mails = new Queue("mails", { from: [topic] });
      new TopicSubscription("mails-news", { topic, to: mails, where: { amount: [{ numeric: [">=", 100] }] } });
      // @ts-expect-error a field that the contract does not have
      void (() => new TopicSubscription("wrong", { topic, to: mails, where: { town: ["x"] } }));
    });
    const { filterPolicy, filterPolicyScope, rawMessageDelivery, protocol } = the(
      made,
      SUBSCRIPTION,
      "mails-news",
    ).inputs;
    assert.deepEqual(JSON.parse(String(filterPolicy)), { amount: [{ numeric: [">=", 100] }] });
    assert.deepEqual([filterPolicyScope, rawMessageDelivery, protocol], ["MessageBody", true, "sqs"]);
    const { policy } = the(made, "aws:sqs/queuePolicy:QueuePolicy", "mails-policy").inputs;
    const [, letIn] = JSON.parse(String(policy)).Statement;
    const [topic] = arns;
    assert.ok(topic);
    assert.deepEqual(letIn.Condition, { ArnEquals: { "aws:SourceArn": [await resolved(topic.arn)] } });
  });

  it("refuses a queue that does not let it in, and one with a key that SNS may not use", async () => {
    await registered(() => {
      const topic = new Topic("news");
      assert.throws(
        () => new TopicSubscription("wrong", { topic, to: new Queue("closed") }),
        /wrong: to must be a queue that lets topic news in: new Queue\("closed", \{ from: \[news\] \}\)/,
      );
      assert.throws(
        () => new Queue("own", { from: [topic], encryption: "own" }),
        /own: encryption must be "aws" with `from`/,
      );
    });
  });
});
