import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../cloud/clock";

/** fidelity: docs: Aurora user guide, "Scaling to Zero ACUs with automatic pause and resume": about 15 seconds */
export const RESUME_MS = 15_000;

/** Whether a cluster without connections has paused, and how long the first one then waits. */
export class Pause {
  private connections = 0;
  private idleSince: number;
  private resuming: Promise<void> | undefined;

  /** @param after How long without connections, in milliseconds; `undefined` for a cluster that never pauses. */
  constructor(
    private readonly after: () => number | undefined,
    private readonly clock: Pick<Clock, "now">,
    private readonly resumeMs: number,
    private readonly tell: () => void,
  ) {
    this.idleSince = clock.now();
  }

  get paused(): boolean {
    const after = this.after();
    return (
      this.resuming !== undefined ||
      (after !== undefined && this.connections === 0 && this.clock.now() - this.idleSince >= after)
    );
  }

  /** Resumes where it has paused; whoever comes meanwhile waits with the first one. */
  async awake(): Promise<void> {
    if (!this.paused) return;
    if (!this.resuming) this.tell();
    this.resuming ??= sleep(this.resumeMs).then(() => {
      this.idleSince = this.clock.now();
      this.resuming = undefined;
    });
    await this.resuming;
  }

  /** A connection is there, until what it returns is called. */
  opened(): () => void {
    this.connections += 1;
    return () => {
      this.connections -= 1;
      this.idleSince = this.clock.now();
    };
  }
}
