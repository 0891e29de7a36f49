import type { Clock } from "../../../cloud/clock";
import type { Block, Json, JsonObject } from "./definition";

/** What a running execution stands on. */
export interface Run {
  readonly clock: Clock;
  /** Aborted when the execution is stopped or has taken too long, or when a branch beside this one has failed. */
  readonly signal: AbortSignal;
  readonly region: string;
  /** Does the work of a Task state. Throws a `StatesError` for what fails. */
  task(resource: string, input: Json, attempt: Attempt): Promise<Json>;
  /** Runs a block as an execution of its own, as a distributed Map does for each item. */
  child(block: Block, input: Json, child: Child): Promise<Json>;
  readonly mapRuns: MapRuns;
  readonly objects: Objects;
}

/** One attempt at the work of a Task state. */
export interface Attempt {
  /** The same after a kill, and of no other attempt. */
  readonly id: string;
  /** By which somebody outside tells how the work has ended. */
  readonly token: string;
  readonly signal: AbortSignal;
  readonly heartbeatMs: number | undefined;
  readonly credentials: JsonObject | undefined;
  /** The answer to the request, where the work was handed over before a kill. */
  readonly submitted: Json | undefined;
  /** The request has been taken; the work goes on elsewhere. */
  submit(answer: Json): Promise<void>;
  /** Somebody has begun with the work. */
  begun(workerName: string | undefined): Promise<void>;
}

export interface Child {
  readonly mapRunArn: string;
  readonly index: number;
  readonly express: boolean;
  readonly signal: AbortSignal;
  readonly variables: JsonObject;
}

/** What is told of a distributed Map while it runs. */
export interface MapRunFacts {
  readonly executions: number;
  readonly items: number;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
}

export interface MapRunEnd {
  readonly status: "SUCCEEDED" | "FAILED";
  readonly succeeded?: number;
  readonly failed?: number;
}

export interface MapRuns {
  arn(label: string): string;
  begin(arn: string, facts: MapRunFacts): Promise<void>;
  end(arn: string, end: MapRunEnd): Promise<void>;
}

/** Objects in S3, with the rights of the machine's role. Throws a `StatesError` of S3. */
export interface Objects {
  read(bucket: string, key: string, version?: string): Promise<Buffer>;
  list(bucket: string, prefix: string): Promise<readonly JsonObject[]>;
  write(bucket: string, key: string, body: string): Promise<void>;
}

/** The longest time that a timer of Node takes at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Resolves once that moment has come; rejects when the execution ends before. */
export const waitUntil = async (end: number, { clock, signal }: Pick<Run, "clock" | "signal">): Promise<void> => {
  const long = end - clock.now() > MAX_TIMER_MS;
  do await pause(Math.min(Math.max(end - clock.now(), 0), MAX_TIMER_MS), clock, signal);
  while (long && end - clock.now() > 0);
};

const pause = (ms: number, clock: Clock, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.after(ms, () => {
      signal.removeEventListener("abort", stop);
      resolve();
    });
    signal.addEventListener("abort", stop, { once: true });
  });

/** What `work` gives, unless the execution ends before. */
export const unlessAborted = async <Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> => {
  work.catch(() => {}); // it may come second
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
};

/** A branch beside this one has failed. */
export class Sibling extends Error {
  override readonly name = "Sibling";
}
