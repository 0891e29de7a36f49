import type * as sqs from "@pulumi/aws/sqs";
import { type MetricAlarm, metricAlarm } from "../../core/metric-alarm";
import type { MakeQueueChild, QueueNodes } from "./children";
import type { QueuePlan } from "./plan";

/** One alarm on any message in the dead-letter queue, one on a queue that is not consumed in time. */
export const createAlarms = (
  make: MakeQueueChild,
  { name, alarms }: QueuePlan,
  { queue, deadLetters }: Pick<QueueNodes, "queue" | "deadLetters">,
): Pick<QueueNodes, "deadLettersAlarm" | "ageAlarm"> => {
  if (alarms === undefined) return {};
  const about = (of: sqs.Queue, alarm: Pick<MetricAlarm, "description" | "metric"> & { readonly above: number }) =>
    metricAlarm(
      { ...alarm, namespace: "AWS/SQS", dimensions: { QueueName: of.name }, statistic: "Maximum" },
      alarms.topicArn,
    );
  return {
    deadLettersAlarm: make(
      "deadLettersAlarm",
      "dead-letters-alarm",
      about(deadLetters, {
        description: `Messages of queue ${name} could not be processed and wait in its dead-letter queue.`,
        metric: "ApproximateNumberOfMessagesVisible",
        above: 0,
      }),
    ),
    ageAlarm: make(
      "ageAlarm",
      "age-alarm",
      about(queue, {
        description: `The oldest message of queue ${name} waits for more than ${alarms.maxAgeSeconds} seconds.`,
        metric: "ApproximateAgeOfOldestMessage",
        above: alarms.maxAgeSeconds,
      }),
    ),
  };
};
