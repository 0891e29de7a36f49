import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import type * as sqs from "@pulumi/aws/sqs";
import type * as pulumi from "@pulumi/pulumi";
import { type AlarmSettings, alarmsShape, topicArn } from "../core/alarm-settings";
import { ArgsError } from "../core/args-error";
import { duration, encryptionShape, number, object } from "../core/args-shape";
import { checkArgs } from "../core/check-args";
import { type Duration, toSeconds } from "../core/duration";
import { type Transform, transform } from "../core/transform";

export interface QueueArgs {
  /**
   * The longest that a consumer works on one batch: its function's timeout. 1 second to 15 minutes.
   *
   * Received messages stay hidden for six times as long, plus the batching window, so that a batch that is throttled
   * is not handed out twice (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).
   *
   * @default "30 seconds"
   */
  readonly consumerTimeout?: Duration;
  /** The longest that a consumer waits for its batch to fill. 0 seconds to 5 minutes. @default "0 seconds" */
  readonly batchWindow?: Duration;
  /**
   * Receives before a message goes to the dead-letter queue. 1 to 1,000; AWS advises 5 or more for Lambda.
   *
   * @default 5
   */
  readonly maxReceiveCount?: number;
  /** How long an unconsumed message is kept. 1 minute to 14 days. Dead letters are always kept 14 days. @default "4 days" */
  readonly retention?: Duration;
  /** Keys of SQS, or a KMS key of one's own (billed; senders and consumers get the rights to it). @default "sqs" */
  readonly encryption?: "sqs" | { readonly kmsKeyArn: pulumi.Input<string> };
  /**
   * Alarms on any dead letter and on old messages. Without a topic they only show in CloudWatch.
   *
   * @default {} (both, no topic)
   */
  readonly alarms?: QueueAlarms | false;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: QueueTransform;
}

/** An `Alarms` component will do. */
export interface QueueAlarms extends Partial<AlarmSettings> {
  /** The age of the oldest message above which the consumer has fallen behind. 1 minute to 14 days. @default "15 minutes" */
  readonly maxAge?: Duration;
}

export interface QueueTransform {
  readonly queue?: Transform<sqs.QueueArgs>;
  readonly policy?: Transform<sqs.QueuePolicyArgs>;
  readonly deadLetters?: Transform<sqs.QueueArgs>;
  readonly deadLettersPolicy?: Transform<sqs.QueuePolicyArgs>;
  readonly redriveAllowPolicy?: Transform<sqs.RedriveAllowPolicyArgs>;
  readonly deadLettersAlarm?: Transform<MetricAlarmArgs>;
  readonly ageAlarm?: Transform<MetricAlarmArgs>;
}

/** The shape of `alarms`, which AsyncApi hands on. */
export const queueAlarms = alarmsShape<QueueAlarms>({ topicArn, maxAge: duration.optional() });

export const queueArgs = object<QueueArgs>({
  consumerTimeout: duration.optional(),
  batchWindow: duration.optional(),
  maxReceiveCount: number().optional(),
  retention: duration.optional(),
  encryption: encryptionShape("sqs"),
  alarms: queueAlarms,
  transform: object<QueueTransform>({
    queue: transform,
    policy: transform,
    deadLetters: transform,
    deadLettersPolicy: transform,
    redriveAllowPolicy: transform,
    deadLettersAlarm: transform,
    ageAlarm: transform,
  }).optional(),
});

/** Checked and in the units of AWS. */
export interface QueueSettings {
  readonly consumerTimeoutSeconds: number;
  readonly batchWindowSeconds: number;
  readonly visibilityTimeoutSeconds: number;
  readonly maxReceiveCount: number;
  readonly retentionSeconds: number;
  readonly kmsKeyArn: pulumi.Input<string> | undefined;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined; readonly maxAgeSeconds: number } | undefined;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html (read 2026-11). */
const VISIBILITY_PER_TIMEOUT = 6;

/** @throws {ArgsError} for a value that AWS or the design would refuse. */
export const resolveQueueSettings = (name: string, args: QueueArgs): QueueSettings => {
  checkArgs(name, args, queueArgs);
  const { consumerTimeout = "30 seconds", batchWindow = "0 seconds", maxReceiveCount = 5, retention = "4 days" } = args;
  const { encryption = "sqs", alarms = {} } = args;
  const consumerTimeoutSeconds = toSeconds(name, "consumerTimeout", consumerTimeout, {
    min: "1 second",
    max: "15 minutes",
  });
  const batchWindowSeconds = toSeconds(name, "batchWindow", batchWindow, { max: "5 minutes" });
  if (!Number.isInteger(maxReceiveCount) || maxReceiveCount < 1 || maxReceiveCount > 1000)
    throw new ArgsError(name, "maxReceiveCount", `must be a whole number from 1 to 1000 (it is ${maxReceiveCount})`);
  return {
    consumerTimeoutSeconds,
    batchWindowSeconds,
    visibilityTimeoutSeconds: VISIBILITY_PER_TIMEOUT * consumerTimeoutSeconds + batchWindowSeconds,
    maxReceiveCount,
    retentionSeconds: toSeconds(name, "retention", retention, { min: "1 minute", max: "14 days" }),
    kmsKeyArn: encryption === "sqs" ? undefined : encryption.kmsKeyArn,
    alarms: alarms === false ? undefined : alarmSettings(name, alarms),
  };
};

const alarmSettings = (name: string, { topicArn, maxAge = "15 minutes" }: QueueAlarms) => ({
  topicArn,
  maxAgeSeconds: toSeconds(name, "alarms.maxAge", maxAge, { min: "1 minute", max: "14 days" }),
});
