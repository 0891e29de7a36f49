import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

export interface MetricAlarm {
  /** What has happened, for whoever is woken by it. */
  readonly description: string;
  /** `AWS/SQS` */
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  readonly statistic: "Maximum" | "Average" | "Sum" | "Minimum" | "SampleCount";
  /** Goes off above this value, or at it with `at: true`. */
  readonly above: number;
  readonly at?: boolean;
  /** @default 60 */
  readonly periodSeconds?: number;
  /** Periods in a row that it takes. @default 1 */
  readonly periods?: number;
}

/**
 * A standard metric alarm that tells the topic when it goes off and when all is well again. What is idle reports
 * nothing, and that is no alarm.
 */
export const metricAlarm = (
  { description, namespace, metric, dimensions, statistic, above, at = false, ...rest }: MetricAlarm,
  topicArn: pulumi.Input<string> | undefined,
): MetricAlarmArgs => ({
  alarmDescription: description,
  namespace,
  metricName: metric,
  dimensions: { ...dimensions },
  statistic,
  period: rest.periodSeconds ?? 60,
  evaluationPeriods: rest.periods ?? 1,
  comparisonOperator: at ? "GreaterThanOrEqualToThreshold" : "GreaterThanThreshold",
  threshold: above,
  treatMissingData: "notBreaching",
  ...(topicArn === undefined ? {} : { alarmActions: [topicArn], okActions: [topicArn] }),
});
