import type * as sqs from "@pulumi/aws/sqs";
import type { Line, Widget } from "../../core/widget";
import { deadLettersWidget } from "../dead-letters/dead-letters";
import type { Queue } from "./queue";

const SECTION = "Queues";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export const queueWidgets = ({ plan, nodes }: Queue): Widget[] => {
  const line = (queue: sqs.Queue, metric: string, label: string): Line => ({
    label,
    namespace: "AWS/SQS",
    metric,
    dimensions: { QueueName: queue.name },
    statistic: "Maximum",
  });
  const waiting = "ApproximateNumberOfMessagesVisible";
  return [
    {
      section: SECTION,
      title: "Age of the oldest message, s",
      lines: [line(nodes.queue, "ApproximateAgeOfOldestMessage", plan.name)],
    },
    { section: SECTION, title: "Messages that wait", lines: [line(nodes.queue, waiting, plan.name)] },
    deadLettersWidget(nodes.deadLetters, plan.name),
  ];
};
