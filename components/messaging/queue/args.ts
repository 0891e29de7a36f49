import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { duration, list, must, number, object, type Shape, text } from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import { type Encryption, encryptionShape } from "../../core/args/encryption";
import { transformShape } from "../../core/component/children";
import { type QueueTransform, queueChildren } from "./children";

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
  /**
   * How long an unconsumed message is kept: up to 14 days, and long enough for all its receives. Dead letters are
   * always kept 14 days.
   *
   * @default "4 days"
   */
  readonly messageRetention?: Duration;
  /** Topics that may send to it, which a `TopicSubscription` then has them do. @default [] */
  readonly from?: readonly Sender[];
  /**
   * Services that send in their own name, in this account alone: `"s3.amazonaws.com"` for a bucket that tells of its
   * objects. Principals need none: their own policies count. @default []
   */
  readonly services?: readonly string[];
  /** Of messages; senders and consumers get the rights to a key of one's own. @default "aws" (that of SQS) */
  readonly encryption?: Encryption;
  /**
   * Alarms on any dead letter and on old messages. Without a topic they only show in CloudWatch.
   *
   * @default {} (both, no topic)
   */
  readonly alarms?: QueueAlarms | false;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: QueueTransform;
}

/** What sends in its own name, as a Topic does, and is let in by the queue's policy. */
export interface Sender {
  readonly arn: pulumi.Input<string>;
  readonly plan: { readonly name: string };
}

/** An `Alarms` component will do. */
export interface QueueAlarms extends Partial<AlarmSettings> {
  /**
   * The age of the oldest message above which the consumer has fallen behind: 1 minute, to less than messages are kept.
   *
   * @default "15 minutes", or half of `messageRetention` where that is less
   */
  readonly maxAge?: Duration;
}

/** The shape of `alarms`, for whoever hands them on. */
export const queueAlarms = alarmsShape<QueueAlarms>({ topicArn, maxAge: duration.optional() });

/** The shape of a queue's arguments, for whoever takes them in place of a queue. */
export const queueShape: Shape<QueueArgs> = {
  consumerTimeout: duration.optional(),
  batchWindow: duration.optional(),
  maxReceiveCount: number().optional(),
  messageRetention: duration.optional(),
  from: list(
    z.custom((value) => typeof Object(value).publish === "function", must("a Topic")),
    "a list of topics, [news]",
  ).optional(),
  services: list(text(), 'services, ["s3.amazonaws.com"]').optional(),
  encryption: encryptionShape,
  alarms: queueAlarms,
  transform: transformShape(queueChildren),
};

export const queueArgs = object(queueShape);
