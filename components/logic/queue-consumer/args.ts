import { duration, either, number, object, type Shape } from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import { transformShape } from "../../core/component/children";
import { part } from "../../core/component/plan";
import { Queue } from "../../messaging/queue/queue";
import { type FilterPattern, filterShape } from "../filter-pattern/filter-pattern";
import { type LambdaFunctionArgs, lambdaFunctionShape } from "../function/args";
import { LambdaFunction } from "../function/lambda-function";
import { type QueueConsumerTransform, queueConsumerChildren } from "./children";

export interface QueueConsumerArgs extends Polling {
  readonly queue: Queue;
  /** An existing function, or the arguments of one; its timeout is then the queue's `consumerTimeout` by default. */
  readonly function: LambdaFunction | LambdaFunctionArgs;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: QueueConsumerTransform;
}

/** How Lambda takes messages from the queue. */
export interface Polling {
  /** @default { size: 10, window: "0 seconds" } */
  readonly batch?: Batch;
  /**
   * The most batches at work at a time, 2 to 1,000: the brake that keeps a full queue from taking all of the account's
   * concurrency, or all of a database's connections. With a link to a database, twice as many have to fit; with a
   * function that has concurrency reserved, no more than that.
   *
   * @default 5 (half of what a new account has)
   */
  readonly concurrency?: number | "unlimited";
  /** Messages that no pattern matches are deleted unseen. At most 5 patterns. @default [] (all messages) */
  readonly filter?: readonly FilterPattern[];
}

export interface Batch {
  /** Messages at once. 1 to 10,000; over 10 needs a window of at least 1 second. @default 10 */
  readonly size?: number;
  /** How long to wait for a batch to fill. 0 seconds to 5 minutes. @default "0 seconds" */
  readonly window?: Duration;
}

export const queueConsumerShape: Shape<QueueConsumerArgs> = {
  queue: part("Queue", () => Queue),
  function: either((value) => value instanceof LambdaFunction, object(lambdaFunctionShape, "a LambdaFunction")),
  batch: object<Batch>({ size: number().optional(), window: duration.optional() }).optional(),
  concurrency: either((value) => value === "unlimited", number('a number, or "unlimited"')).optional(),
  filter: filterShape("{ body: { … } }").optional(),
  transform: transformShape(queueConsumerChildren),
};

export const queueConsumerArgs = object(queueConsumerShape);
