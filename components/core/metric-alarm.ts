import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

interface Threshold {
  /** What has happened, for whoever is woken by it. */
  readonly description: string;
  /** `AWS/SQS` */
  readonly namespace: string;
  /** Goes off above this value, or at it with `at: true`. */
  readonly above: number;
  readonly at?: boolean;
  /** @default 60 */
  readonly periodSeconds?: number;
  /** Periods in a row that it takes. @default 1 */
  readonly periods?: number;
}

interface Metric {
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
}

type Percentile = `p${number}`;

export interface MetricAlarm extends Threshold, Metric {
  readonly statistic: "Maximum" | "Average" | "Sum" | "Minimum" | "SampleCount" | Percentile;
}

export interface SumAlarm extends Threshold {
  /** Counts of the namespace, ten at most. */
  readonly metrics: readonly Metric[];
}

/**
 * A standard metric alarm that tells the topic when it goes off and when all is well again. What is idle reports
 * nothing, and that is no alarm.
 */
export const metricAlarm = (alarm: MetricAlarm, topicArn: pulumi.Input<string> | undefined): MetricAlarmArgs => ({
  ...threshold(alarm, topicArn),
  namespace: alarm.namespace,
  metricName: alarm.metric,
  dimensions: { ...alarm.dimensions },
  ...(isPercentile(alarm.statistic) ? { extendedStatistic: alarm.statistic } : { statistic: alarm.statistic }),
  period: alarm.periodSeconds ?? DEFAULT_PERIOD,
});

/** As `metricAlarm`, on the sum of several counts; it is billed by their number. */
export const sumAlarm = (
  { metrics, namespace, ...alarm }: SumAlarm,
  topicArn: pulumi.Input<string> | undefined,
): MetricAlarmArgs => ({
  ...threshold(alarm, topicArn),
  metricQueries: [
    // A count that is not reported in a period is none.
    { id: "sum", expression: "SUM(FILL(METRICS(), 0))", label: alarm.description, returnData: true },
    ...metrics.map(({ metric, dimensions }, index) => ({
      id: `m${index}`,
      metric: {
        namespace,
        metricName: metric,
        dimensions: { ...dimensions },
        stat: "Sum",
        period: alarm.periodSeconds ?? DEFAULT_PERIOD,
      },
    })),
  ],
});

const isPercentile = (statistic: MetricAlarm["statistic"]): statistic is Percentile => /^p\d/.test(statistic);

const DEFAULT_PERIOD = 60;

const threshold = (
  { description, above, at = false, periods = 1 }: Omit<Threshold, "namespace">,
  topicArn: pulumi.Input<string> | undefined,
) => ({
  alarmDescription: description,
  evaluationPeriods: periods,
  comparisonOperator: at ? "GreaterThanOrEqualToThreshold" : "GreaterThanThreshold",
  threshold: above,
  treatMissingData: "notBreaching",
  ...(topicArn === undefined ? {} : { alarmActions: [topicArn], okActions: [topicArn] }),
});
