import type { Clock } from "../../../local/cloud/clock";

/** Time that only moves when the test says so. */
export class FakeClock implements Clock {
  private timers: { readonly at: number; readonly callback: () => void }[] = [];

  constructor(private time = 1_800_000_000_000) {}

  now(): number {
    return this.time;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.time + delayMs, callback };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((each) => each !== timer);
    };
  }

  /** Timers that wait, for tests that must know that somebody does. */
  get waiting(): number {
    return this.timers.length;
  }

  /** Moves on and calls what is due, in order. */
  advanceBy(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const [next] = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.timers = this.timers.filter((each) => each !== next);
      this.time = Math.max(this.time, next.at);
      next.callback();
    }
    this.time = end;
  }
}
