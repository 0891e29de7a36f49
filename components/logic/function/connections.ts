import { ArgsError } from "../../core/args/args-error";
import { instancesFor } from "../../core/rights/connections";
import type { Link } from "../../core/rights/link";

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
