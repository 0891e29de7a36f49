import { ArgsError } from "../../core/args/args-error";
import { toSeconds } from "../../core/args/duration";
import { checkFilterPatterns, type FilterPattern } from "../filter-pattern/filter-pattern";
import type { Polling } from "./args";

/** Checked, complete and in the units of AWS. */
export interface PollingSettings {
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** `undefined`: as far as the account's limit goes. */
  readonly maximumConcurrency: number | undefined;
  readonly filter: readonly FilterPattern[];
}

const DEFAULTS = { size: 10, window: "0 seconds", concurrency: 5 } as const;

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html (read 2026-11) */
const MAX_BATCH = 10_000;
const MAX_UNWINDOWED_BATCH = 10;
/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
export const CONCURRENCY = { min: 2, max: 1000 } as const;

/** @throws {ArgsError} for values that AWS would refuse. */
export const pollingSettings = (name: string, args: Polling): PollingSettings => {
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
  checkFilterPatterns(name, filter);
  const maximumConcurrency = concurrency === "unlimited" ? undefined : concurrency;
  return { batchSize: size, windowSeconds, maximumConcurrency, filter };
};

const isWhole = (value: number, min: number, max: number): boolean =>
  Number.isInteger(value) && value >= min && value <= max;
