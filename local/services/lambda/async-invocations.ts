import type { Cloud } from "../../cloud/cloud";
import type { Resolved } from "./functions";
import type { Runner } from "./runner";

/** fidelity: docs: "How Lambda handles errors and retries with asynchronous invocation": after one minute, then two */
const RETRY_AFTER_MS = [60_000, 120_000] as const;

/** Runs events that nobody waits for. They are kept in memory: those that wait for a retry end with the local cloud. */
export class AsyncInvocations {
  private readonly retries = new Set<() => void>();

  constructor(
    private readonly cloud: Cloud,
    private readonly runner: Runner,
  ) {}

  accept(target: Resolved, event: Buffer): void {
    void this.attempt(target, event, 0);
  }

  stop(): void {
    for (const cancel of this.retries) cancel();
    this.retries.clear();
  }

  private async attempt(target: Resolved, event: Buffer, retries: number): Promise<void> {
    const failed = await this.runner.run(target, event).then(
      (outcome) => outcome.failed,
      () => true,
    );
    if (!failed) return;
    const delayMs = RETRY_AFTER_MS[retries];
    const { log, clock } = this.cloud;
    if (delayMs === undefined) {
      log.warn("lambda", `an event for ${target.record.name} failed ${retries + 1} times and is dropped`);
      return;
    }
    log.warn("lambda", `an event for ${target.record.name} failed and comes again in ${delayMs / 1000} seconds`);
    const cancel = clock.after(delayMs, () => {
      this.retries.delete(cancel);
      void this.attempt(target, event, retries + 1);
    });
    this.retries.add(cancel);
  }
}
