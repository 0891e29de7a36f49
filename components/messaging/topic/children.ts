import * as sns from "@pulumi/aws/sns";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";
import type { OwnKey } from "../../operations/key/key";

export const topicChildren = () => ({ topic: sns.Topic, policy: sns.TopicPolicy });

export type TopicTransform = TransformOf<typeof topicChildren>;

export type TopicNodes = NodesOf<typeof topicChildren> & OwnKey;

export type MakeTopicChild = Make<typeof topicChildren>;
