import * as sns from "@pulumi/aws/sns";
import type { NodesOf, TransformOf } from "../../core/component/children";

export const alarmsChildren = () => ({
  topic: sns.Topic,
  policy: sns.TopicPolicy,
  subscription: sns.TopicSubscription,
});

export type AlarmsTransform = TransformOf<typeof alarmsChildren>;

/** The subscription is absent without an `email`. */
export type AlarmsNodes = NodesOf<typeof alarmsChildren, { subscription: "optional" }>;
