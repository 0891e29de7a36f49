import { ArgsError } from "../../core/args/args-error";
import { toDuration } from "../../core/args/duration";
import type { QueuePlan } from "../../messaging/queue/plan";
import type { LambdaFunctionPlan } from "../function/plan";
import { CONCURRENCY, type PollingSettings } from "./polling";

/**
 * Holds the consumer against its queue: a batch that is still worked on must not be handed out again.
 *
 * @throws {ArgsError} when the function may take longer, or the batch wait longer, than the queue counts on.
 */
export const checkAgainstQueue = (
  name: string,
  { windowSeconds }: PollingSettings,
  { timeoutSeconds }: LambdaFunctionPlan,
  queue: QueuePlan,
): void => {
  const limit = (path: string, seconds: number, most: number, arg: string) => {
    if (seconds > most)
      throw new ArgsError(
        name,
        path,
        `must be at most "${toDuration(most)}", the ${arg} of the queue (it is "${toDuration(seconds)}"); raise one or lower the other`,
      );
  };
  limit("function.timeout", timeoutSeconds, queue.consumerTimeoutSeconds, "consumerTimeout");
  limit("batch.window", windowSeconds, queue.batchWindowSeconds, "batchWindow");
};

/**
 * Holds the consumer against what its function has reserved: batches beyond that are throttled, received again and
 * end as dead letters, though nothing is wrong with them.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html#events-sqs-max-concurrency (read 2026-11)
 *
 * @param others What other consumers of the same function may take.
 * @throws {ArgsError} when all of them together may take more than is reserved.
 */
export const checkReserved = (
  name: string,
  { maximumConcurrency }: PollingSettings,
  { reservedConcurrency }: LambdaFunctionPlan,
  others: number,
): void => {
  if (reservedConcurrency === undefined) return;
  const most = reservedConcurrency - others;
  if (maximumConcurrency !== undefined && maximumConcurrency <= most) return;
  const left = others === 0 ? "" : `, of which its other consumers may take ${others}`;
  throw new ArgsError(
    name,
    "concurrency",
    `must be at most ${most} (it is ${maximumConcurrency ?? "unlimited"}): function.reservedConcurrency is ${reservedConcurrency}${left}, ` +
      `and what is throttled ends in the dead-letter queue; ${most < CONCURRENCY.min ? "" : "lower it or "}reserve more`,
  );
};
