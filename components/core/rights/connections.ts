import { ArgsError } from "../args/args-error";

/** Something that takes so many connections at once and no more, such as a database. */
export interface ConnectionLimit {
  /** What it is, in words: `database orders`. */
  readonly description: string;
  readonly maxConnections: number;
  /** How long the first connection may take, in seconds, where it pauses while nobody asks. Absent: it never does. */
  readonly resumeSeconds?: number | undefined;
}

/** What a link opens: each running instance of the function that holds it keeps one connection. */
export interface Connections {
  readonly of: ConnectionLimit;
  /** The most that the link may hold: its function then has so many instances reserved, and no more. */
  readonly most?: number;
}

export const isConnectionLimit = (value: unknown): value is ConnectionLimit =>
  typeof Object(value).maxConnections === "number" && typeof Object(value).description === "string";

/**
 * Lambda was seen to run twice the concurrency for a moment, around deployments; each instance holds one connection.
 *
 * https://rehanvdm.com/blog/sqs-lambda-esm-scaling-behaviour-experiment-esm-and-lambda-concurrency-uploads
 */
const OVERSHOOT = 2;

/** How many instances of all functions together the limit has connections for. */
export const instancesFor = ({ maxConnections }: ConnectionLimit): number => Math.floor(maxConnections / OVERSHOOT);

/** @throws {ArgsError} for a share of the connections that is none, or more than there are. */
export const checkShare = (limit: ConnectionLimit, share: number): void => {
  const most = instancesFor(limit);
  if (!(Number.isInteger(share) && share >= 1 && share <= most))
    throw new ArgsError(
      limit.description,
      "connections",
      `must be a whole number from 1 to ${most} (it is ${share}): it takes ${limit.maxConnections}, and Lambda may run twice the concurrency for a moment`,
    );
};
