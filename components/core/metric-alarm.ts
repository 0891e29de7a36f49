import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

interface Threshold {
  /** What has happened, for whoever is woken by it. */
  readonly description: string;
  /** `AWS/SQS` */
  readonly namespace: string;
  /** @default 60 */
  readonly periodSeconds?: number;
  /** Periods in a row that it takes. @default 1 */
  readonly periods?: number;
}

/** Goes off above a value, or at it with `at: true`; or below one. */
type Bound =
  | { readonly above: number; readonly at?: boolean; readonly below?: never }
  | { readonly below: number; readonly above?: never; readonly at?: never };

interface Metric {
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
}

type Percentile = `p${number}`;

export type MetricAlarm = Threshold &
  Bound &
  Metric & { readonly statistic: "Maximum" | "Average" | "Sum" | "Minimum" | "SampleCount" | Percentile };

export type SumAlarm = Threshold &
  Bound & {
    /** Counts of the namespace, ten at most. */
    readonly metrics: readonly Metric[];
  };

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
  { description, above, below, at = false, periods = 1 }: Omit<Threshold, "namespace"> & Bound,
  topicArn: pulumi.Input<string> | undefined,
) => ({
  alarmDescription: description,
  evaluationPeriods: periods,
  comparisonOperator:
    below !== undefined ? "LessThanThreshold" : at ? "GreaterThanOrEqualToThreshold" : "GreaterThanThreshold",
  threshold: below ?? above,
  treatMissingData: "notBreaching",
  ...(topicArn === undefined ? {} : { alarmActions: [topicArn], okActions: [topicArn] }),
});
