import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import { RolePolicy } from "@pulumi/aws/iam";
import { EventSourceMapping } from "@pulumi/aws/lambda";
import type { NodesOf, TransformOf } from "../../core/component/children";

export const streamConsumerChildren = () => ({
  eventSourceMapping: EventSourceMapping,
  policy: RolePolicy,
  ageAlarm: MetricAlarm,
  failuresAlarm: MetricAlarm,
});

export type StreamConsumerTransform = TransformOf<typeof streamConsumerChildren>;

/** There is no alarm with `alarms: false`, and none on failures that go to no queue. */
export type StreamConsumerNodes = NodesOf<
  typeof streamConsumerChildren,
  { ageAlarm: "optional"; failuresAlarm: "optional" }
>;
