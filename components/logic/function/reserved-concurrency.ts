import { ArgsError } from "../../core/args/args-error";
import { type ConnectionLimit, instancesFor } from "../../core/rights/connections";
import type { Link } from "../../core/rights/link";

/** What is set aside for a function: a number of instances, what its links may hold, or nothing. */
export type ReservedConcurrency = number | "none";

const RESERVED = new WeakMap<ConnectionLimit, Map<string, number>>();

/**
 * The number asked for, otherwise the smallest of what the links may hold.
 *
 * @throws {ArgsError} for a number that is none, or that exceeds what a link may hold; and for links of several
 * functions that together may hold more than there is.
 */
export const reservedConcurrency = (
  name: string,
  given: ReservedConcurrency | undefined,
  links: Readonly<Record<string, Link>>,
): number | undefined => {
  if (given === "none") return undefined;
  if (given !== undefined && !(Number.isInteger(given) && given >= 0))
    throw new ArgsError(name, "reservedConcurrency", `must be a whole number, 0 or more, or "none" (it is ${given})`);
  const shares = Object.entries(links).flatMap(([link, { connections }]) =>
    connections?.most === undefined ? [] : [{ link, of: connections.of, most: connections.most }],
  );
  const [tightest] = shares.sort((a, b) => a.most - b.most);
  if (tightest === undefined) return given;
  if (given !== undefined && given > tightest.most)
    throw new ArgsError(
      name,
      "reservedConcurrency",
      `must be at most ${tightest.most} (it is ${given}), the connections that links.${tightest.link} may hold; lower it or raise that`,
    );
  for (const { of, link } of shares) checkSum(name, link, of, given ?? tightest.most);
  return given ?? tightest.most;
};

const checkSum = (name: string, link: string, limit: ConnectionLimit, instances: number): void => {
  const others = [...(RESERVED.get(limit) ?? [])].filter(([holder]) => holder !== name);
  const taken = others.reduce((sum, [, each]) => sum + each, 0);
  const most = instancesFor(limit);
  if (taken + instances > most)
    throw new ArgsError(
      name,
      `links.${link}`,
      `must hold at most ${most - taken} connections (it may hold ${instances}): ${limit.description} takes ${limit.maxConnections}, twice what functions may hold, ` +
        `and of these ${most} ${others.map(([holder, each]) => `function ${holder} has ${each}`).join(", ")}`,
    );
};

/** Counts a function in that is made. */
export const reserveConnections = (name: string, instances: number | undefined, links: Iterable<Link>): void => {
  if (instances === undefined) return;
  for (const { connections } of links) {
    if (connections?.most === undefined) continue;
    const held = RESERVED.get(connections.of) ?? new Map<string, number>();
    RESERVED.set(connections.of, held.set(name, instances));
  }
};
