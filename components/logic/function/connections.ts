import { ArgsError } from "../../core/args/args-error";
import type { Link } from "../../core/rights/link";

/**
 * Lambda was seen to run twice the concurrency for a moment, around deployments; each instance holds one connection.
 *
 * https://rehanvdm.com/blog/sqs-lambda-esm-scaling-behaviour-experiment-esm-and-lambda-concurrency-uploads
 */
const OVERSHOOT = 2;

/**
 * Holds an event source against what its function reaches.
 *
 * @param maximumConcurrency The most batches at work at a time; `undefined` is no bound.
 * @throws {ArgsError} when they could take more connections than there are.
 */
export const checkConnections = (
  name: string,
  maximumConcurrency: number | undefined,
  links: Readonly<Record<string, Pick<Link, "description" | "maxConnections">>>,
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
