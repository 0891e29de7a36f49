import type { Clock } from "../../../cloud/clock";
import type { ReceivedMessage } from "../messages/message";

/** A receive that waits for messages. */
export interface Wait {
  readonly max: number;
  readonly visibilityTimeoutSeconds: number | undefined;
  readonly resolve: (messages: ReceivedMessage[]) => void;
}

/** Long polls of one queue, served in the order in which they came. */
export class WaitingLine {
  private readonly waits = new Set<Wait>();

  constructor(private readonly clock: Clock) {}

  get first(): Wait | undefined {
    return this.waits.values().next().value;
  }

  /** Waits up to `waitMs` for `serve` to be called; nobody's messages are taken once `signal` is aborted. */
  wait(
    options: Pick<Wait, "max" | "visibilityTimeoutSeconds"> & { waitMs: number; signal?: AbortSignal },
  ): Promise<ReceivedMessage[]> {
    const { max, visibilityTimeoutSeconds, waitMs, signal } = options;
    return new Promise((resolve) => {
      const end = (messages: ReceivedMessage[]) => {
        this.waits.delete(wait);
        cancelTimer();
        signal?.removeEventListener("abort", giveUp);
        resolve(messages);
      };
      const giveUp = () => end([]);
      const wait: Wait = { max, visibilityTimeoutSeconds, resolve: end };
      const cancelTimer = this.clock.after(waitMs, giveUp);
      signal?.addEventListener("abort", giveUp, { once: true });
      this.waits.add(wait);
    });
  }

  endAll(): void {
    for (const wait of [...this.waits]) wait.resolve([]);
  }
}
