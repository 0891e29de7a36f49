import type { Clock } from "../../../cloud/clock";
import type { Collection } from "../../../data/storage";
import { ServiceError } from "../../../wire/service-error";
import type { Json } from "../language/definition";
import { StatesError } from "../language/states-error";

export type CallbackEnd =
  | { readonly output: string }
  | { readonly error?: string | undefined; readonly cause?: string | undefined };

/** Work that somebody outside has taken over, by its token. */
export interface Callback {
  readonly executionArn: string;
  readonly end?: CallbackEnd;
}

interface Waiting {
  end(end: CallbackEnd): void;
  beat(): void;
}

/** Tokens of work that others do. What they tell survives a kill as soon as they have been answered. */
export class Callbacks {
  private readonly waiting = new Map<string, Waiting>();

  constructor(
    private readonly callbacks: Collection<Callback>,
    private readonly clock: Clock,
  ) {}

  /** Makes a token good, unless it is already. */
  async open(token: string, executionArn: string): Promise<void> {
    if (this.callbacks.get(token) === undefined) await this.callbacks.put(token, { executionArn });
  }

  close(token: string): Promise<void> {
    return this.callbacks.remove(token);
  }

  /** Tells how the work has ended. @throws {ServiceError} */
  async finish(token: string, end: CallbackEnd): Promise<void> {
    const known = this.require(token);
    if (known.end !== undefined) throw gone();
    await this.callbacks.put(token, { ...known, end });
    this.waiting.get(token)?.end(end);
  }

  /** @throws {ServiceError} */
  beat(token: string): void {
    if (this.require(token).end !== undefined) throw gone();
    this.waiting.get(token)?.beat();
  }

  /** Waits for the end; without a sign of life for as long as `heartbeatMs` the work counts as lost. */
  async outcome(token: string, heartbeatMs: number | undefined, signal: AbortSignal): Promise<Json> {
    const known = this.callbacks.get(token)?.end;
    const end = known ?? (await this.wait(token, heartbeatMs, signal));
    if ("output" in end) return JSON.parse(end.output) as Json;
    throw new StatesError(end.error, end.cause);
  }

  private wait(token: string, heartbeatMs: number | undefined, signal: AbortSignal): Promise<CallbackEnd> {
    return new Promise<CallbackEnd>((resolve, reject) => {
      let cancel = () => {};
      const beat = () => {
        cancel();
        if (heartbeatMs === undefined) return;
        // fidelity: observed: localstack's tests on AWS: a missed heartbeat is a States.Timeout
        cancel = this.clock.after(heartbeatMs, () => settle(() => reject(new StatesError("States.Timeout"))));
      };
      const settle = (then: () => void) => {
        cancel();
        signal.removeEventListener("abort", stop);
        this.waiting.delete(token);
        then();
      };
      const stop = () => settle(() => reject(signal.reason));
      if (signal.aborted) return stop();
      signal.addEventListener("abort", stop, { once: true });
      this.waiting.set(token, { beat, end: (end) => settle(() => resolve(end)) });
      beat();
    });
  }

  private require(token: string): Callback {
    const known = this.callbacks.get(token);
    if (known) return known;
    // fidelity: observed: localstack's tests on AWS: Invalid Token; docs: SendTaskSuccess: TaskTimedOut
    if (!TOKEN.test(token)) throw new ServiceError("InvalidToken", "Invalid Token: 'Invalid token'");
    throw gone();
  }
}

const TOKEN = /^[0-9a-f-]{36}$/;

const gone = (): ServiceError =>
  new ServiceError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
