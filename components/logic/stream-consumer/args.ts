import * as z from "zod";
import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { duration, either, flag, must, number, object, type Shape, text } from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import { transformShape } from "../../core/component/children";
import { type StreamSource, streamShape } from "../../core/stream-source";
import { Queue } from "../../messaging/queue/queue";
import { type FilterPattern, filterShape } from "../filter-pattern/filter-pattern";
import { type LambdaFunctionArgs, lambdaFunctionShape } from "../function/args";
import { LambdaFunction } from "../function/lambda-function";
import { type StreamConsumerTransform, streamConsumerChildren } from "./children";

export interface StreamConsumerArgs extends StreamReading {
  /** `table.stream()`, `kinesisStream({ arn })` */
  readonly stream: StreamSource;
  /** An existing function, or the arguments of one. */
  readonly function: LambdaFunction | LambdaFunctionArgs;
  /**
   * Alarms on records that wait for long, and on records that were given up. Without a topic they only show in
   * CloudWatch; an `Alarms` component will do.
   *
   * @default {} (both, no topic)
   */
  readonly alarms?: StreamAlarms | false;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: StreamConsumerTransform;
}

/** How Lambda takes records from the stream, and what becomes of those that cannot be processed. */
export interface StreamReading {
  /** @default { size: 100, window: "0 seconds" } */
  readonly batch?: StreamBatch;
  /**
   * Batches of one shard at work at a time, 1 to 10. Records of one item, or of one partition key, stay in order.
   *
   * @default 1
   */
  readonly parallelization?: number;
  /**
   * Records that no pattern matches are passed over. At most 5 patterns: of `dynamodb` and `eventName` for a table's
   * stream, of `data` for Kinesis. @default [] (all records)
   */
  readonly filter?: readonly FilterPattern[];
  /**
   * Where to begin: with the oldest record that there is, with what comes, which may leave out what is written while the
   * consumer is made, or at a time (Kinesis only). Another one later makes the event source anew.
   *
   * @default "trim horizon" (the oldest)
   */
  readonly startingPosition?: StartingPosition;
  /**
   * Where the place of records goes that were tried in vain (not the records themselves, which stay in the stream for
   * its time), or `"discard"`. Without it, a record that fails holds up its shard until it expires.
   */
  readonly onFailure?: Queue | "discard";
  /** Further tries of a batch that fails, 0 to 10,000; only with `onFailure`. @default 10 with onFailure, otherwise no end */
  readonly retries?: number;
  /** Older records are given up: 1 minute to 7 days, and less than a day for a table. Only with `onFailure`. @default no limit */
  readonly maxRecordAge?: Duration;
  /** Halves a batch that fails, to find the record that is at fault. @default true */
  readonly bisect?: boolean;
  /**
   * Hands what the function says of one batch to the next, for windows of 1 second to 15 minutes: it then has to answer
   * with `state`. @default none
   */
  readonly tumblingWindow?: Duration;
}

export interface StreamBatch {
  /** Records at once, 1 to 10,000, 6 MB at most. @default 100 */
  readonly size?: number;
  /** How long to wait for a batch to fill. 0 seconds to 5 minutes. @default "0 seconds" */
  readonly window?: Duration;
}

export type StartingPosition = "trim horizon" | "latest" | { /** ISO 8601. */ readonly at: string };

/** An `Alarms` component will do. */
export interface StreamAlarms extends Partial<AlarmSettings> {
  /** The age of a record above which the consumer has fallen behind: 1 minute, to less than records are kept. @default "15 minutes" */
  readonly maxAge?: Duration;
}

export const streamConsumerShape: Shape<StreamConsumerArgs> = {
  stream: streamShape,
  function: either((value) => value instanceof LambdaFunction, object(lambdaFunctionShape, "a LambdaFunction")),
  batch: object<StreamBatch>({ size: number().optional(), window: duration.optional() }).optional(),
  parallelization: number().optional(),
  filter: filterShape("{ dynamodb: { … } }").optional(),
  startingPosition: either(
    (value) => value === "trim horizon" || value === "latest",
    object<{ readonly at: string }>({ at: text("a time in ISO 8601") }, '"trim horizon", "latest"'),
  ).optional(),
  onFailure: either(
    (value) => value instanceof Queue || value === "discard",
    z.never(must('a Queue, or "discard"')),
  ).optional(),
  retries: number().optional(),
  maxRecordAge: duration.optional(),
  bisect: flag.optional(),
  tumblingWindow: duration.optional(),
  alarms: alarmsShape<StreamAlarms>({ topicArn, maxAge: duration.optional() }),
  transform: transformShape(streamConsumerChildren),
};

export const streamConsumerArgs = object(streamConsumerShape);
