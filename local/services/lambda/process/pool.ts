import { availableParallelism } from "node:os";
import type { Cloud } from "../../../cloud/cloud";
import type { FunctionVersion } from "../function-record";
import { FunctionProcess } from "./function-process";
import type { Invocation, Outcome } from "./invocation";

/**
 * More processes than cores gain nothing while they compute, so an event may wait this long for one before another starts;
 * the more there are, the longer.
 */
const PATIENCE_MS = 50;
const EAGER = Math.max(2, availableParallelism());
const IDLE_MS = 300_000;

interface Waiting {
  readonly since: number;
  readonly invocation: Invocation;
  readonly resolve: (outcome: Outcome) => void;
}

/** The warm processes of one version of a function. */
export class ProcessPool {
  private readonly processes = new Set<FunctionProcess>();
  private readonly starting = new Set<FunctionProcess>();
  private readonly idle: { readonly process: FunctionProcess; readonly cancel: () => void }[] = [];
  private readonly queue: Waiting[] = [];
  private cancelPatience: (() => void) | undefined;
  private closed = false;

  constructor(
    private readonly cloud: Cloud,
    private readonly functionName: string,
    readonly version: FunctionVersion,
  ) {}

  /** Runs in an idle process, or waits for one. Never rejects. */
  run(invocation: Invocation): Promise<Outcome> {
    return new Promise((resolve) => {
      this.queue.push({ since: this.cloud.clock.now(), invocation, resolve });
      this.serve();
      if (this.queue.length === 0) return;
      if (this.processes.size < EAGER && this.starting.size < this.queue.length) this.grow();
      this.awaitPatiently();
    });
  }

  /** Ends idle processes at once and busy ones after their invocation; nothing new is accepted. */
  retire(): void {
    this.closed = true;
    for (const { process, cancel } of this.idle.splice(0)) {
      cancel();
      process.stop();
    }
  }

  /** Ends all processes; what runs in them fails. */
  stop(): void {
    this.retire();
    for (const process of this.processes) process.stop();
  }

  private serve(): void {
    for (;;) {
      const waiting = this.queue[0];
      const free = waiting && this.idle.pop();
      if (!free) return;
      this.queue.shift();
      free.cancel();
      void free.process.run(waiting.invocation).then(waiting.resolve);
    }
  }

  private grow(): void {
    const process = new FunctionProcess({
      cloud: this.cloud,
      functionName: this.functionName,
      version: this.version,
      onIdle: (ready) => this.release(ready),
      onEnd: (ended) => this.forget(ended),
    });
    this.processes.add(process);
    this.starting.add(process);
    try {
      process.start();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.cloud.log.warn("lambda", `${this.functionName} did not start: ${reason}`);
      process.stop();
    }
  }

  private release(process: FunctionProcess): void {
    this.starting.delete(process);
    if (this.closed && this.queue.length === 0) {
      process.stop();
      return;
    }
    const cancel = this.cloud.clock.after(IDLE_MS, () => {
      this.idle.splice(
        this.idle.findIndex((each) => each.process === process),
        1,
      );
      process.stop();
    });
    this.idle.push({ process, cancel });
    this.serve();
  }

  private forget(process: FunctionProcess): void {
    this.processes.delete(process);
    this.starting.delete(process);
    const index = this.idle.findIndex((each) => each.process === process);
    if (index >= 0) this.idle.splice(index, 1)[0]?.cancel();
    const waiting = this.queue[0];
    const failure = waiting && process.initFailure(waiting.invocation.requestId);
    if (waiting && failure) {
      this.queue.shift();
      waiting.resolve(failure);
    }
    if (this.queue.length > this.starting.size && this.processes.size < EAGER) this.grow();
  }

  /** Whoever waits long waits for processes that wait themselves: one more then helps. */
  private awaitPatiently(): void {
    if (this.cancelPatience) return;
    this.cancelPatience = this.cloud.clock.after(PATIENCE_MS, () => {
      this.cancelPatience = undefined;
      const [oldest] = this.queue;
      if (!oldest) return;
      const waited = this.cloud.clock.now() - oldest.since;
      if (this.starting.size === 0 && waited * EAGER >= PATIENCE_MS * this.processes.size) this.grow();
      this.awaitPatiently();
    });
  }
}
