import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as sqs from "@pulumi/aws/sqs";
import type * as pulumi from "@pulumi/pulumi";
import { childName } from "../core/naming";
import { transformed } from "../core/transform";
import type { QueueSettings, QueueTransform } from "./queue-settings";

export interface QueueAlarmNodes {
  readonly deadLettersAlarm?: cloudwatch.MetricAlarm;
  readonly ageAlarm?: cloudwatch.MetricAlarm;
}

/** One alarm on any message in the dead-letter queue, one on a queue that is not consumed in time. */
export const createQueueAlarms = (
  parent: pulumi.Resource,
  name: string,
  queues: { readonly queue: sqs.Queue; readonly deadLetters: sqs.Queue },
  { alarms }: QueueSettings,
  transform: QueueTransform,
): QueueAlarmNodes => {
  if (alarms === undefined) return {};
  const alarm = (role: string, args: QueueAlarm, change: QueueTransform["ageAlarm"]) =>
    new cloudwatch.MetricAlarm(
      childName(name, role),
      ...transformed<cloudwatch.MetricAlarmArgs>(metricAlarm(args, alarms.topicArn), { parent }, change),
    );
  return {
    deadLettersAlarm: alarm(
      "dead-letters-alarm",
      {
        description: `Messages of queue ${name} could not be processed and wait in its dead-letter queue.`,
        queue: queues.deadLetters,
        metric: "ApproximateNumberOfMessagesVisible",
        above: 0,
      },
      transform.deadLettersAlarm,
    ),
    ageAlarm: alarm(
      "age-alarm",
      {
        description: `The oldest message of queue ${name} waits for more than ${alarms.maxAgeSeconds} seconds.`,
        queue: queues.queue,
        metric: "ApproximateAgeOfOldestMessage",
        above: alarms.maxAgeSeconds,
      },
      transform.ageAlarm,
    ),
  };
};

interface QueueAlarm {
  readonly description: string;
  readonly queue: sqs.Queue;
  readonly metric: "ApproximateNumberOfMessagesVisible" | "ApproximateAgeOfOldestMessage";
  readonly above: number;
}

const metricAlarm = (
  { description, queue, metric, above }: QueueAlarm,
  topicArn: pulumi.Input<string> | undefined,
): cloudwatch.MetricAlarmArgs => ({
  alarmDescription: description,
  namespace: "AWS/SQS",
  metricName: metric,
  dimensions: { QueueName: queue.name },
  statistic: "Maximum",
  // SQS reports once a minute; a queue that was idle for six hours reports nothing, which is no alarm.
  period: 60,
  evaluationPeriods: 1,
  comparisonOperator: "GreaterThanThreshold",
  threshold: above,
  treatMissingData: "notBreaching",
  ...(topicArn === undefined ? {} : { alarmActions: [topicArn], okActions: [topicArn] }),
});
