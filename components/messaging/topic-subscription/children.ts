import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as sns from "@pulumi/aws/sns";
import * as sqs from "@pulumi/aws/sqs";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";

export const topicSubscriptionChildren = () => ({
  subscription: sns.TopicSubscription,
  permission: lambda.Permission,
  deadLetters: sqs.Queue,
  deadLettersPolicy: sqs.QueuePolicy,
  deadLettersAlarm: MetricAlarm,
});

export type TopicSubscriptionTransform = TransformOf<typeof topicSubscriptionChildren>;

/** The permission is there for a function, the alarm unless `alarms: false`. */
export type TopicSubscriptionNodes = NodesOf<
  typeof topicSubscriptionChildren,
  { permission: "optional"; deadLettersAlarm: "optional" }
>;

export type MakeTopicSubscriptionChild = Make<typeof topicSubscriptionChildren>;
