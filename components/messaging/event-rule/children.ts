import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as sqs from "@pulumi/aws/sqs";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";

export const eventRuleChildren = () => ({
  rule: cloudwatch.EventRule,
  role: iam.Role,
  policy: iam.RolePolicy,
  target: cloudwatch.EventTarget,
  deadLetters: sqs.Queue,
  deadLettersPolicy: sqs.QueuePolicy,
  deadLettersAlarm: cloudwatch.MetricAlarm,
});

export type EventRuleTransform = TransformOf<typeof eventRuleChildren>;

/** The alarm is absent with `alarms: false`. */
export type EventRuleNodes = NodesOf<typeof eventRuleChildren, { deadLettersAlarm: "optional" }>;

export type MakeEventRuleChild = Make<typeof eventRuleChildren>;
