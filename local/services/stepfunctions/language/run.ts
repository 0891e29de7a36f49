import type { Clock } from "../../../cloud/clock";
import type { Json, JsonObject } from "./definition";
import { runtimeError } from "./states-error";

/** What a running execution stands on. */
export interface Run {
  readonly clock: Clock;
  /** Aborted when the execution is stopped or has taken too long. */
  readonly signal: AbortSignal;
  /** `Execution` and `StateMachine` of the context object. */
  readonly context: JsonObject;
  readonly transitions: Transitions;
  /** Whether `task` knows the resource. */
  canRun(resource: string): boolean;
  /** Does the work of a Task state. Throws a `StatesError` for what fails. */
  task(resource: string, input: Json): Promise<Json>;
}

/** Counts the states that an execution enters, and ends one that goes in circles. */
export class Transitions {
  private count = 0;

  // fidelity: docs: Step Functions quotas: 25,000 events, of which each state makes two at least
  async next(): Promise<void> {
    this.count++;
    if (this.count > 12_500) {
      throw runtimeError("The execution reached the maximum number of history events (25000).");
    }
    // A loop of states that wait for nothing lets others go on.
    if (this.count % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The longest time that a timer of Node takes at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Resolves once the time has passed; rejects when the execution ends before. */
export const wait = async (ms: number, { clock, signal }: Pick<Run, "clock" | "signal">): Promise<void> => {
  const end = clock.now() + ms;
  do await pause(Math.min(Math.max(end - clock.now(), 0), MAX_TIMER_MS), clock, signal);
  while (end - clock.now() > 0 && ms > MAX_TIMER_MS);
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
