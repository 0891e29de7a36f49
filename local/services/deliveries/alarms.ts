import type { Cloud } from "../../cloud/cloud";

/** The longest that a timer of Node runs. */
const MAX_WAIT_MS = 2_000_000_000;

/** One alarm for each key, however far away. */
export class Alarms {
  private readonly timers = new Map<string, () => void>();

  constructor(private readonly cloud: Pick<Cloud, "clock">) {}

  /** Calls back once at `due`, in milliseconds since the epoch, instead of what the key was set to before. */
  set(key: string, due: number, callback: () => void): void {
    this.clear(key);
    const { clock } = this.cloud;
    const left = due - clock.now();
    const cancel =
      left > MAX_WAIT_MS
        ? clock.after(MAX_WAIT_MS, () => this.set(key, due, callback))
        : clock.after(Math.max(left, 0), () => {
            this.timers.delete(key);
            callback();
          });
    this.timers.set(key, cancel);
  }

  clear(key: string): void {
    this.timers.get(key)?.();
    this.timers.delete(key);
  }

  stop(): void {
    for (const key of [...this.timers.keys()]) this.clear(key);
  }
}
