import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import { Deliveries, type Pending, Undeliverable } from "../deliveries/deliveries";
import type { Functions, Resolved } from "./functions";
import type { Runner } from "./runner";

/** fidelity: docs: "How Lambda handles errors and retries with asynchronous invocation": after one minute, then two */
const RETRY_AFTER_MS = [60_000, 120_000] as const;

/** fidelity: docs: the same page: throttled, an event stays in the queue for up to six hours */
const MAX_AGE_MS = 6 * 3_600_000;

/** fidelity: docs: the same page: from one second to five minutes, exponentially */
const throttledPause = (tries: number): number => Math.min(1_000 * 2 ** Math.min(tries, 10), 300_000);

interface AsyncEvent {
  readonly arn: string;
  readonly event: string;
}

/** Runs events that nobody waits for. They are kept until the function has run, through restarts as well. */
export class AsyncInvocations {
  private readonly deliveries: Deliveries<AsyncEvent>;

  constructor(
    private readonly cloud: Cloud,
    functions: Functions,
    private readonly runner: Runner,
  ) {
    this.deliveries = new Deliveries<AsyncEvent>(cloud, {
      name: "lambda.events",
      attempt: async ({ arn, event }) => {
        const target = found(functions, arn);
        const outcome = await this.runner.run(target, event);
        if (outcome.failed) throw new Error(`${target.record.name} failed`);
      },
      excused: isThrottled,
      pause: (pending, error) => this.pause(pending, error),
      giveUp: async ({ job, failures }) =>
        cloud.log.warn("lambda", `an event for ${job.arn} failed ${failures} times and is dropped`),
    });
  }

  /** Resolves once the event is kept. */
  async accept({ arn }: Resolved, event: Buffer | string): Promise<void> {
    await this.deliveries.accept([{ arn, event: event.toString() }]);
  }

  start(): void {
    this.deliveries.start();
  }

  stop(): Promise<void> {
    return this.deliveries.stop();
  }

  private pause({ job, failures, tries, accepted }: Pending<AsyncEvent>, error: unknown): number | undefined {
    const { log, clock } = this.cloud;
    if (isThrottled(error)) return clock.now() - accepted < MAX_AGE_MS ? throttledPause(tries) : undefined;
    const delayMs = RETRY_AFTER_MS[failures - 1];
    if (delayMs !== undefined) {
      log.warn("lambda", `an event for ${job.arn} failed and comes again in ${delayMs / 1000} seconds`);
    }
    return delayMs;
  }
}

const isThrottled = (error: unknown): boolean =>
  error instanceof ServiceError && error.code === "TooManyRequestsException";

const found = (functions: Functions, arn: string): Resolved => {
  try {
    return functions.resolve(arn);
  } catch (error) {
    throw new Undeliverable(error instanceof Error ? error.message : String(error));
  }
};
