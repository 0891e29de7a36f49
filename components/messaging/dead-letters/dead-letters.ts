import type * as sqs from "@pulumi/aws/sqs";
import type * as pulumi from "@pulumi/pulumi";
import { metricAlarm } from "../../core/metric-alarm";
import { policyJson } from "../../core/rights/policy-document";
import type { Widget } from "../../core/widget";

const FOURTEEN_DAYS = 14 * 86_400;

/** A queue for what could not be delivered. */
export const deadLettersArgs = (): sqs.QueueArgs => ({
  messageRetentionSeconds: FOURTEEN_DAYS,
  sqsManagedSseEnabled: true,
});

/** TLS only; and, where a service writes to it in its own name, that service for one source alone. */
export const deadLettersPolicy = (
  { url, arn }: sqs.Queue,
  from?: { readonly service: string; readonly sourceArn: pulumi.Input<string> },
): sqs.QueuePolicyArgs => ({
  queueUrl: url,
  policy: policyJson([
    {
      Sid: "DenyPlainHttp",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: arn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    ...(from === undefined
      ? []
      : [
          {
            Sid: "LetSenderIn",
            Effect: "Allow" as const,
            Principal: { Service: from.service },
            Action: "sqs:SendMessage",
            Resource: arn,
            Condition: { ArnEquals: { "aws:SourceArn": from.sourceArn } },
          },
        ]),
  ]),
});

/** Goes off on any message. @param of What did not reach whom, for the description. */
export const deadLettersAlarm = (queue: sqs.Queue, of: string, topicArn: pulumi.Input<string> | undefined) =>
  metricAlarm(
    {
      description: `${of} could not be delivered and wait in a dead-letter queue.`,
      namespace: "AWS/SQS",
      metric: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queue.name },
      statistic: "Maximum",
      above: 0,
    },
    topicArn,
  );

/** Beside those of queues. @param label Whose they are. */
export const deadLettersWidget = (queue: sqs.Queue, label: string): Widget => ({
  section: "Queues",
  title: "Dead letters",
  lines: [
    {
      label,
      namespace: "AWS/SQS",
      metric: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queue.name },
      statistic: "Maximum",
    },
  ],
});
