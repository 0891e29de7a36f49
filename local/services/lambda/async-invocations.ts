import { randomUUID } from "node:crypto";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import { Deliveries, type Pending, Undeliverable } from "../deliveries/deliveries";
import { sendTo } from "../deliveries/target";
import type { EventConfig } from "./event-config";
import { parseFunctionName } from "./function-names";
import type { Functions, Resolved } from "./functions";
import type { Runner } from "./runner";
import { Turns } from "./turns";

/** fidelity: docs: "How Lambda handles errors and retries with asynchronous invocation": after one minute, then two */
const RETRY_AFTER_MS = [60_000, 120_000] as const;

/** fidelity: docs: the same page: throttled, an event stays in the queue for up to six hours */
const MAX_AGE_MS = 6 * 3_600_000;

/** fidelity: docs: the same page: from one second to five minutes, exponentially */
const throttledPause = (tries: number): number => Math.min(1_000 * 2 ** Math.min(tries, 10), 300_000);

/**
 * Events that a function has at a time. More would only wait for its processes, and, from an account's thousand on, be
 * throttled. fidelity: guess: AWS takes more as a function keeps up
 */
const AT_A_TIME = 100;

interface AsyncEvent {
  readonly arn: string;
  readonly event: string;
}

type Ran = Awaited<ReturnType<Runner["run"]>>;

class EventFailed extends Error {
  override readonly name = "EventFailed";

  constructor(readonly ran: Ran) {
    super("the function failed");
  }
}

/** Runs events that nobody waits for. They are kept until the function has run, through restarts as well. */
export class AsyncInvocations {
  private readonly deliveries: Deliveries<AsyncEvent>;
  private readonly turns = new Turns(AT_A_TIME);

  constructor(
    private readonly cloud: Cloud,
    private readonly functions: Functions,
    private readonly runner: Runner,
  ) {
    this.deliveries = new Deliveries<AsyncEvent>(cloud, {
      name: "lambda.events",
      attempt: async (job, { failures }) => {
        const target = found(functions, job.arn);
        const ran = await this.turns.take(target.record.name, () => this.runner.run(target, job.event));
        if (ran.failed) throw new EventFailed(ran);
        const to = this.config(job).onSuccess;
        if (to === undefined) return;
        const told = this.tell(to, { job, count: failures + 1, condition: "Success", ran });
        await told.catch((error: unknown) => cloud.log.warn("lambda", `${to} is not told of ${job.arn}: ${error}`));
      },
      excused: isThrottled,
      pause: (pending, error) => this.pause(pending, error),
      giveUp: ({ job, failures }, error) => this.giveUp(job, failures, error),
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

  private config({ arn }: AsyncEvent): Partial<EventConfig> {
    const { name, qualifier } = parseFunctionName(arn);
    return this.functions.eventConfig(name, qualifier) ?? {};
  }

  private pause({ job, failures, tries, accepted }: Pending<AsyncEvent>, error: unknown): number | undefined {
    const { log, clock } = this.cloud;
    const { retries = RETRY_AFTER_MS.length, maxAgeSeconds } = this.config(job);
    const delayMs = isThrottled(error) ? throttledPause(tries) : RETRY_AFTER_MS[failures - 1];
    if (delayMs === undefined || failures > retries) return undefined;
    const maxAgeMs = maxAgeSeconds === undefined ? MAX_AGE_MS : maxAgeSeconds * 1_000;
    if (clock.now() + delayMs - accepted > maxAgeMs) return undefined;
    if (!isThrottled(error))
      log.warn("lambda", `an event for ${job.arn} failed and comes again in ${delayMs / 1000} seconds`);
    return delayMs;
  }

  private async giveUp(job: AsyncEvent, failures: number, error: unknown): Promise<void> {
    const { onFailure, retries = RETRY_AFTER_MS.length } = this.config(job);
    const goes = onFailure === undefined ? "is dropped" : `goes to ${onFailure}`;
    this.cloud.log.warn("lambda", `an event for ${job.arn} failed ${failures} times and ${goes}`);
    if (onFailure === undefined) return;
    const condition = failures > retries ? "RetriesExhausted" : "EventAgeExceeded";
    const ran = error instanceof EventFailed ? error.ran : undefined;
    await this.tell(onFailure, { job, count: failures, condition, ran });
  }

  /** Sends word of an event on, with the rights of the function's role. */
  // fidelity: docs: "Capturing records of Lambda asynchronous invocations"
  private async tell(to: string, { job, count, condition, ran }: Told): Promise<void> {
    const { record, version } = found(this.functions, job.arn);
    const about = {
      version: "1.0",
      timestamp: new Date(this.cloud.clock.now()).toISOString(),
      requestContext: {
        requestId: ran?.requestId ?? randomUUID(),
        functionArn: version.version === "$LATEST" ? `${record.arn}:$LATEST` : job.arn,
        condition,
        approximateInvokeCount: count,
      },
      requestPayload: JSON.parse(job.event || "null"),
      ...(ran && {
        responseContext: {
          statusCode: 200,
          executedVersion: version.version,
          ...(ran.failed && { functionError: "Unhandled" }),
        },
        responsePayload: JSON.parse(ran.payload.toString() || "null"),
      }),
    };
    const from = { arn: to, roleArn: version.role, service: "lambda.amazonaws.com", sourceArn: record.arn };
    await sendTo(this.cloud, from, JSON.stringify(about));
  }
}

interface Told {
  readonly job: AsyncEvent;
  /** Times that the function was called. */
  readonly count: number;
  readonly condition: "Success" | "RetriesExhausted" | "EventAgeExceeded";
  /** Absent where it never ran. */
  readonly ran: Ran | undefined;
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
