import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as scheduler from "@pulumi/aws/scheduler";
import * as sqs from "@pulumi/aws/sqs";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";

export const scheduleChildren = () => ({
  schedule: scheduler.Schedule,
  role: iam.Role,
  policy: iam.RolePolicy,
  deadLetters: sqs.Queue,
  deadLettersPolicy: sqs.QueuePolicy,
  deadLettersAlarm: MetricAlarm,
});

export type ScheduleTransform = TransformOf<typeof scheduleChildren>;

/** The alarm is absent with `alarms: false`. */
export type ScheduleNodes = NodesOf<typeof scheduleChildren, { deadLettersAlarm: "optional" }>;

export type MakeScheduleChild = Make<typeof scheduleChildren>;
