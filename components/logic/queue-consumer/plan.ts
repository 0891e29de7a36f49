import * as z from "zod";
import { ArgsError } from "../core/args-error";
import { duration, either, list, number, object, record } from "../core/args-shape";
import { type Duration, toDuration, toSeconds } from "../core/duration";
import type { Link } from "../core/link";
import type { QueueSettings } from "../messaging/queue/plan";

export interface Batch {
  /** Messages at once. 1 to 10,000; over 10 needs a window of at least 1 second. @default 10 */
  readonly size?: number;
  /** How long to wait for a batch to fill. 0 seconds to 5 minutes. @default "0 seconds" */
  readonly window?: Duration;
}

/**
 * One pattern of EventBridge's kind on a message, `{ body: { kind: ["order"] } }`.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 */
export type FilterPattern = Readonly<Record<string, unknown>>;

/** The shape of what `resolveConsumerSettings` takes. */
export const consumerSettings = {
  batch: object<Batch>({ size: number().optional(), window: duration.optional() }).optional(),
  concurrency: either((value) => value === "unlimited", number('a number, or "unlimited"')).optional(),
  filter: list(record(z.unknown(), "a pattern, { body: { … } }"), "a list of patterns, [{ body: { … } }]").optional(),
};

/** Checked, complete and in the units of AWS. */
export interface QueueConsumerSettings {
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** `undefined`: as far as the account's limit goes. */
  readonly maximumConcurrency: number | undefined;
  readonly filter: readonly FilterPattern[];
}

export const DEFAULTS = { size: 10, window: "0 seconds", concurrency: 5 } as const;

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html (read 2026-11) */
const MAX_BATCH = 10_000;
const MAX_UNWINDOWED_BATCH = 10;
/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const CONCURRENCY = { min: 2, max: 1000 } as const;
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: more on request. */
const MAX_FILTERS = 5;

/** @throws {ArgsError} for values that AWS would refuse. */
export const resolveConsumerSettings = (
  name: string,
  args: {
    readonly batch?: Batch;
    readonly concurrency?: number | "unlimited";
    readonly filter?: readonly FilterPattern[];
  },
): QueueConsumerSettings => {
  const { batch: { size = DEFAULTS.size, window = DEFAULTS.window } = {}, filter = [] } = args;
  const { concurrency = DEFAULTS.concurrency } = args;
  const windowSeconds = toSeconds(name, "batch.window", window, { max: "5 minutes" });
  if (!isWhole(size, 1, MAX_BATCH))
    throw new ArgsError(name, "batch.size", `must be a whole number from 1 to ${MAX_BATCH} (it is ${size})`);
  if (size > MAX_UNWINDOWED_BATCH && windowSeconds === 0)
    throw new ArgsError(
      name,
      "batch.window",
      `must be at least "1 second" when batch.size is over ${MAX_UNWINDOWED_BATCH} (it is "${window}", batch.size is ${size})`,
    );
  if (concurrency !== "unlimited" && !isWhole(concurrency, CONCURRENCY.min, CONCURRENCY.max))
    throw new ArgsError(
      name,
      "concurrency",
      `must be a whole number from ${CONCURRENCY.min} to ${CONCURRENCY.max}, or "unlimited" (it is ${concurrency})`,
    );
  if (filter.length > MAX_FILTERS)
    throw new ArgsError(name, "filter", `must have at most ${MAX_FILTERS} patterns (it has ${filter.length})`);
  const maximumConcurrency = concurrency === "unlimited" ? undefined : concurrency;
  return { batchSize: size, windowSeconds, maximumConcurrency, filter };
};

/**
 * Holds the consumer against its queue: a batch that is still worked on must not be handed out again.
 *
 * @throws {ArgsError} when the function may take longer, or the batch wait longer, than the queue counts on.
 */
export const checkAgainstQueue = (
  name: string,
  { windowSeconds }: QueueConsumerSettings,
  timeoutSeconds: number,
  queue: QueueSettings,
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
 * Lambda was seen to run twice the concurrency for a moment, around deployments; each instance holds one connection.
 *
 * https://rehanvdm.com/blog/sqs-lambda-esm-scaling-behaviour-experiment-esm-and-lambda-concurrency-uploads
 */
const OVERSHOOT = 2;

/** @throws {ArgsError} when the consumer could take more connections than what its function reaches has. */
export const checkConnections = (
  name: string,
  { maximumConcurrency }: QueueConsumerSettings,
  links: Readonly<Record<string, Link>>,
): void => {
  for (const { description, maxConnections } of Object.values(links)) {
    if (maxConnections === undefined) continue;
    const most = Math.floor(maxConnections / OVERSHOOT);
    if (maximumConcurrency === undefined || maximumConcurrency > most)
      throw new ArgsError(
        name,
        "concurrency",
        `must be at most ${most} (it is ${maximumConcurrency ?? "unlimited"}): ${description} takes ${maxConnections} connections, ` +
          "and Lambda may run twice the concurrency for a moment; lower it or raise the capacity",
      );
  }
};

const isWhole = (value: number, min: number, max: number): boolean =>
  Number.isInteger(value) && value >= min && value <= max;
