import { RolePolicy } from "@pulumi/aws/iam";
import { EventSourceMapping } from "@pulumi/aws/lambda";
import type { NodesOf, TransformOf } from "../../core/component/children";

export const queueConsumerChildren = () => ({ eventSourceMapping: EventSourceMapping, policy: RolePolicy });

export type QueueConsumerTransform = TransformOf<typeof queueConsumerChildren>;

export type QueueConsumerNodes = NodesOf<typeof queueConsumerChildren>;
