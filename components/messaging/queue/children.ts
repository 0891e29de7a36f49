import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import * as sqs from "@pulumi/aws/sqs";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";
import type { OwnKey } from "../../operations/key/key";

export const queueChildren = () => ({
  queue: sqs.Queue,
  policy: sqs.QueuePolicy,
  deadLetters: sqs.Queue,
  deadLettersPolicy: sqs.QueuePolicy,
  redriveAllowPolicy: sqs.RedriveAllowPolicy,
  deadLettersAlarm: MetricAlarm,
  ageAlarm: MetricAlarm,
});

export type QueueTransform = TransformOf<typeof queueChildren>;

/** The alarms are absent with `alarms: false`. */
export type QueueNodes = NodesOf<typeof queueChildren, { deadLettersAlarm: "optional"; ageAlarm: "optional" }> & OwnKey;

export type MakeQueueChild = Make<typeof queueChildren>;
