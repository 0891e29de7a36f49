import type * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import type { EventContract } from "../../contracts/event";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import type { Receiver } from "../../core/receiver";
import type { Link } from "../../core/rights/link";
import { policyJson } from "../../core/rights/policy-document";
import type { Target } from "../../core/target";
import type { Watched, Widget } from "../../core/widget";
import type { Work } from "../../core/work";
import { keyed, ownKey } from "../../operations/key/key";
import type { TopicArgs } from "./args";
import { type TopicNodes, topicChildren } from "./children";
import { publishGrants, publishLink } from "./links";
import { planTopic, type TopicPlan } from "./plan";
import { publishTarget } from "./target";
import { topicWidgets } from "./widgets";
import { publishWork } from "./work";

/**
 * A topic: encrypted, TLS only.
 *
 * @throws {ArgsError} for values that AWS would refuse, before anything is registered.
 * @example
 * const news = new Topic("news", { message: BookingChanged });
 * const mails = new Queue("mails", { from: [news] });
 * new TopicSubscription("mails", { topic: news, to: mails, where: { status: ["confirmed"] } });
 * new LambdaFunction("tell", { entry: "handlers/tell.handler.ts", links: { news: news.publish() } });
 */
export class Topic<Contract extends EventContract = EventContract> extends pulumi.ComponentResource implements Watched {
  readonly arn: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  /** What was asked for, checked; subscriptions are measured against it. */
  readonly plan: TopicPlan;
  readonly nodes: TopicNodes;
  /** Of the messages, at compile time alone. */
  declare readonly message?: Contract;

  constructor(name: string, args: TopicArgs<Contract> | TopicPlan = {}, opts: pulumi.ComponentResourceOptions = {}) {
    const asked = planTopic(name, args);
    super(componentType("Topic"), name, {}, opts);
    const key = ownKey(asked, this, "throw-away");
    this.plan = keyed(asked, key);
    const make = childrenOf(topicChildren, this, name, this.plan.transform);
    const { fifo, kmsKeyArn } = this.plan;
    const topic = make("topic", undefined, {
      kmsMasterKeyId: kmsKeyArn ?? "alias/aws/sns",
      ...(fifo && { fifoTopic: true, contentBasedDeduplication: true }),
    });
    this.nodes = { topic, policy: make("policy", "policy", tlsOnly(topic)), ...(key && { key }) };
    this.arn = topic.arn;
    this.name = topic.name;
    this.registerOutputs({ arn: this.arn, name: this.name });
  }

  /**
   * The right to publish: for a function (`NEWS_TOPIC_ARN` under the link name `news`), for rules and schedules, as the
   * target of an API route, which then publishes the request's body, and as the work of a workflow's state, which
   * publishes its input.
   */
  publish(): Link & Target & Work & Receiver {
    const { topic } = this.nodes;
    const grants = publishGrants(this.plan, topic);
    return {
      ...publishWork(this.plan, topic),
      ...publishTarget(this.plan, topic),
      ...publishLink(this.plan, topic),
      receives: { arn: topic.arn, grants },
      watched: this,
    };
  }

  widgets(): Widget[] {
    return topicWidgets(this);
  }
}

const tlsOnly = (topic: sns.Topic) => ({
  arn: topic.arn,
  policy: policyJson([
    {
      Sid: "DenyPlainHttp",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topic.arn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]),
});
