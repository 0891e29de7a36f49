import * as pulumi from "@pulumi/pulumi";
import type { EventContract } from "../../contracts/event";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { prepared } from "../../core/receiver";
import { type Watched, type Widget, watchedOf } from "../../core/widget";
import { deadLettersAlarm, deadLettersArgs, deadLettersPolicy, deadLettersWidget } from "../dead-letters/dead-letters";
import { Queue } from "../queue/queue";
import type { TopicSubscriptionArgs } from "./args";
import { type MakeTopicSubscriptionChild, type TopicSubscriptionNodes, topicSubscriptionChildren } from "./children";
import { planTopicSubscription, type TopicSubscriptionPlan } from "./plan";

const SERVICE = "sns.amazonaws.com";

/**
 * Brings the messages of a topic, or those that a filter lets through, to a queue or a function; what does not arrive
 * goes to a dead-letter queue with an alarm on it.
 *
 * @throws {ArgsError} for a queue that does not let the topic in, and for values out of bounds, before anything is registered.
 * @example
 * new TopicSubscription("mails", { topic: news, to: mails, where: { status: ["confirmed"] } });
 */
export class TopicSubscription<Contract extends EventContract = EventContract>
  extends pulumi.ComponentResource
  implements Watched
{
  readonly arn: pulumi.Output<string>;
  readonly deadLetters: { readonly url: pulumi.Output<string>; readonly arn: pulumi.Output<string> };
  /** What was asked for, checked. */
  readonly plan: TopicSubscriptionPlan;
  readonly nodes: TopicSubscriptionNodes;

  constructor(
    name: string,
    args: TopicSubscriptionArgs<Contract> | TopicSubscriptionPlan,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const plan = planTopicSubscription(name, args);
    super(componentType("TopicSubscription"), name, {}, opts);
    this.plan = plan;
    this.nodes = createNodes(childrenOf(topicSubscriptionChildren, this, name, plan.transform), plan);
    const { subscription, deadLetters } = this.nodes;
    this.arn = subscription.arn;
    this.deadLetters = { url: deadLetters.url, arn: deadLetters.arn };
    this.registerOutputs({ arn: this.arn, deadLetters: this.deadLetters });
  }

  widgets(): Widget[] {
    return [deadLettersWidget(this.nodes.deadLetters, this.plan.name)];
  }

  behind(): Watched[] {
    return watchedOf([this.plan.to instanceof Queue ? { watched: this.plan.to } : this.plan.to]);
  }
}

const createNodes = (make: MakeTopicSubscriptionChild, plan: TopicSubscriptionPlan): TopicSubscriptionNodes => {
  const { topic, to, filter, raw, alarms } = plan;
  const deadLetters = make("deadLetters", "dead-letters", deadLettersArgs());
  const letIn = deadLettersPolicy(deadLetters, { service: SERVICE, sourceArn: topic.arn });
  const policy = make("deadLettersPolicy", "dead-letters-policy", letIn);
  const permission =
    to instanceof Queue
      ? undefined
      : make("permission", "permission", {
          action: "lambda:InvokeFunction",
          function: to.invokes.functionName,
          ...(to.invokes.qualifier !== undefined && { qualifier: to.invokes.qualifier }),
          principal: SERVICE,
          sourceArn: topic.arn,
        });
  const ready =
    to instanceof Queue ? [to.nodes.policy] : [...(permission ? [permission] : []), ...prepared(to, alarms)];
  const subscription = make(
    "subscription",
    undefined,
    {
      topic: topic.arn,
      protocol: to instanceof Queue ? "sqs" : "lambda",
      endpoint: to instanceof Queue ? to.arn : to.receives.arn,
      redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: deadLetters.arn }),
      ...(raw && { rawMessageDelivery: true }),
      ...(filter !== undefined && { filterPolicy: filter, filterPolicyScope: "MessageBody" }),
    },
    // What it sends to lets it in before the first message.
    { dependsOn: [policy, ...ready] },
  );
  const about = `Messages of topic ${topic.plan.name} for ${to instanceof Queue ? `queue ${to.plan.name}` : to.description}`;
  return {
    subscription,
    deadLetters,
    deadLettersPolicy: policy,
    ...(permission && { permission }),
    ...(alarms && {
      deadLettersAlarm: make(
        "deadLettersAlarm",
        "dead-letters-alarm",
        deadLettersAlarm(deadLetters, about, alarms.topicArn),
      ),
    }),
  };
};
