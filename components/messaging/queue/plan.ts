import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { type Duration, toDuration, toSeconds } from "../../core/args/duration";
import { type KeySettings, keySettings } from "../../core/args/encryption";
import { type Plan, planned } from "../../core/component/plan";
import { type QueueAlarms, type QueueArgs, queueArgs, type Sender } from "./args";
import type { QueueTransform } from "./children";

interface Settings extends KeySettings {
  readonly consumerTimeoutSeconds: number;
  readonly batchWindowSeconds: number;
  readonly visibilityTimeoutSeconds: number;
  readonly maxReceiveCount: number;
  readonly from: readonly Sender[];
  readonly messageRetentionSeconds: number;
  /** That send in their own name. */
  readonly services: readonly string[];
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined; readonly maxAgeSeconds: number } | undefined;
  readonly transform: QueueTransform | undefined;
}

/** A queue's arguments, checked and in the units of AWS. */
export type QueuePlan = Plan<"Queue", Settings>;

/** @throws {ArgsError} for a value that AWS or the design would refuse. */
export const planQueue = (name: string, args: QueueArgs | QueuePlan = {}): QueuePlan =>
  planned("Queue", name, args, (given: QueueArgs) => settings(name, given));

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html (read 2026-11). */
const VISIBILITY_PER_TIMEOUT = 6;

const settings = (name: string, args: QueueArgs): Settings => {
  checkArgs(name, args, queueArgs);
  const { consumerTimeout = "30 seconds", batchWindow = "0 seconds", maxReceiveCount = 5, from = [] } = args;
  const { messageRetention = "4 days", encryption = "aws", alarms = {} } = args;
  const consumerTimeoutSeconds = toSeconds(name, "consumerTimeout", consumerTimeout, {
    min: "1 second",
    max: "15 minutes",
  });
  const batchWindowSeconds = toSeconds(name, "batchWindow", batchWindow, { max: "5 minutes" });
  if (!Number.isInteger(maxReceiveCount) || maxReceiveCount < 1 || maxReceiveCount > 1000)
    throw new ArgsError(name, "maxReceiveCount", `must be a whole number from 1 to 1000 (it is ${maxReceiveCount})`);
  const visibilityTimeoutSeconds = VISIBILITY_PER_TIMEOUT * consumerTimeoutSeconds + batchWindowSeconds;
  const messageRetentionSeconds = toSeconds(name, "messageRetention", messageRetention, RETENTION);
  checkRetention(name, messageRetention, messageRetentionSeconds, visibilityTimeoutSeconds * maxReceiveCount);
  if (from.length > 0 && encryption !== "aws")
    throw new ArgsError(
      name,
      "encryption",
      'must be "aws" with `from`: SNS may not use a key whose policy does not name it; or give it a queue of its own',
    );
  return {
    consumerTimeoutSeconds,
    batchWindowSeconds,
    visibilityTimeoutSeconds,
    maxReceiveCount,
    from,
    messageRetentionSeconds,
    services: [...(args.services ?? [])],
    ...keySettings(encryption),
    alarms: alarms === false ? undefined : alarmSettings(name, alarms, messageRetentionSeconds),
    transform: args.transform,
  };
};

const RETENTION = { min: "1 minute", max: "14 days" } as const;

/** A message that expires before its last receive is lost, and never seen among the dead letters. */
const checkRetention = (name: string, given: Duration, seconds: number, receivingSeconds: number): void => {
  if (seconds > receivingSeconds) return;
  throw new ArgsError(
    name,
    "messageRetention",
    `must be over "${toDuration(receivingSeconds)}", which a message may take to be received maxReceiveCount times and become a ` +
      `dead letter (it is "${given}"); raise it, or lower maxReceiveCount or consumerTimeout`,
  );
};

const alarmSettings = (name: string, { topicArn, maxAge }: QueueAlarms, retentionSeconds: number) => {
  if (maxAge === undefined) return { topicArn, maxAgeSeconds: Math.min(DEFAULT_MAX_AGE_SECONDS, retentionSeconds / 2) };
  const maxAgeSeconds = toSeconds(name, "alarms.maxAge", maxAge, RETENTION);
  if (maxAgeSeconds < retentionSeconds) return { topicArn, maxAgeSeconds };
  throw new ArgsError(
    name,
    "alarms.maxAge",
    `must be below messageRetention, "${toDuration(retentionSeconds)}": no message grows older (it is "${maxAge}")`,
  );
};

const DEFAULT_MAX_AGE_SECONDS = 900;
