import type * as pulumi from "@pulumi/pulumi";
import type { EventContract } from "../../contracts/event";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { type Plan, planned } from "../../core/component/plan";
import { Queue } from "../queue/queue";
import type { Topic } from "../topic/topic";
import { type SubscribedFunction, type TopicSubscriptionArgs, topicSubscriptionArgs } from "./args";
import type { TopicSubscriptionTransform } from "./children";

interface Settings {
  readonly topic: Topic;
  readonly to: Queue | SubscribedFunction;
  /** As JSON. */
  readonly filter: string | undefined;
  readonly raw: boolean;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined;
  readonly transform: TopicSubscriptionTransform | undefined;
}

/** A subscription's arguments, checked and in the units of AWS. */
export type TopicSubscriptionPlan = Plan<"TopicSubscription", Settings>;

/** @throws {ArgsError} for a value that AWS or the design would refuse. */
export const planTopicSubscription = <Contract extends EventContract>(
  name: string,
  args: TopicSubscriptionArgs<Contract> | TopicSubscriptionPlan,
): TopicSubscriptionPlan =>
  planned("TopicSubscription", name, args, (given: TopicSubscriptionArgs<Contract>) => settings(name, given));

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html (read 2026-11) */
const MAX_KEYS = 5;

const settings = <Contract extends EventContract>(name: string, args: TopicSubscriptionArgs<Contract>): Settings => {
  checkArgs(name, args, topicSubscriptionArgs);
  const { to, where, alarms = {}, transform } = args;
  const topic = args.topic as unknown as Topic; // its contract is for the compiler alone
  const toQueue = to instanceof Queue;
  const { raw = toQueue } = args;
  if (raw && !toQueue) throw new ArgsError(name, "raw", "must be false for a function: SNS gives it its envelope");
  if (topic.plan.fifo && !toQueue) throw new ArgsError(name, "to", `must be a Queue: topic ${topic.plan.name} is FIFO`);
  if (toQueue && !to.plan.from.includes(topic))
    throw new ArgsError(
      name,
      "to",
      `must be a queue that lets topic ${topic.plan.name} in: new Queue(${JSON.stringify(to.plan.name)}, { from: [${topic.plan.name}] })`,
    );
  if (where && Object.keys(where).length > MAX_KEYS)
    throw new ArgsError(
      name,
      "where",
      `must have at most ${MAX_KEYS} fields at the top (it has ${Object.keys(where).length})`,
    );
  return {
    topic,
    to,
    filter: where === undefined ? undefined : JSON.stringify(where),
    raw,
    alarms: alarms === false ? undefined : { topicArn: alarms.topicArn },
    transform,
  };
};
