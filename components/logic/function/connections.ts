import { ArgsError } from "../../core/args/args-error";
import { toDuration } from "../../core/args/duration";
import { instancesFor } from "../../core/rights/connections";
import type { Link } from "../../core/rights/link";
import type { LambdaFunctionPlan } from "./plan";

/**
 * Holds an event source against what its function reaches.
 *
 * @param maximumConcurrency The most batches at work at a time; `undefined` is no bound.
 * @throws {ArgsError} when they could take more connections than there are.
 */
export const checkConnections = (
  name: string,
  maximumConcurrency: number | undefined,
  links: Readonly<Record<string, Pick<Link, "description" | "connections">>>,
): void => {
  for (const { description, connections } of Object.values(links)) {
    if (connections === undefined) continue;
    const most = instancesFor(connections.of);
    if (maximumConcurrency === undefined || maximumConcurrency > most)
      throw new ArgsError(
        name,
        "concurrency",
        `must be at most ${most} (it is ${maximumConcurrency ?? "unlimited"}): ${description} takes ${connections.of.maxConnections} connections, ` +
          "and Lambda may run twice the concurrency for a moment; lower it or raise the capacity",
      );
  }
};

/**
 * Holds an event source against a database that pauses: a batch that times out while it resumes has used a receive up.
 *
 * @throws {ArgsError} for a function that gives up before the database is back.
 */
export const checkResume = (
  name: string,
  { timeoutSeconds, links }: Pick<LambdaFunctionPlan, "timeoutSeconds" | "links">,
): void => {
  for (const { description, connections } of Object.values(links)) {
    const resume = connections?.of.resumeSeconds ?? 0;
    if (timeoutSeconds < resume)
      throw new ArgsError(
        name,
        "function.timeout",
        `must be at least "${toDuration(resume)}" (it is "${toDuration(timeoutSeconds)}"), as long as it may take to ${description}, which pauses: ` +
          "what times out meanwhile is received again, and may end as a dead letter; raise it or let the database not pause",
      );
  }
};
