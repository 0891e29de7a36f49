import type { Clock } from "../../cloud/clock";

interface Timer {
  readonly due: number;
  readonly call: () => void;
  cancel(): void;
}

/** The time of day, which a case moves forward: what falls due on the way happens in order. */
export class MovingClock implements Clock {
  private ahead = 0;
  private readonly timers = new Set<Timer>();

  now(): number {
    return Date.now() + this.ahead;
  }

  after(delayMs: number, callback: () => void): () => void {
    const call = () => {
      timer.cancel();
      callback();
    };
    const real = setTimeout(call, delayMs);
    real.unref();
    const cancel = () => {
      clearTimeout(real);
      this.timers.delete(timer);
    };
    const timer: Timer = { due: this.now() + delayMs, call, cancel };
    this.timers.add(timer);
    return cancel;
  }

  /** Timers that fall due may set others, which fall due as well. */
  async advance(ms: number): Promise<void> {
    const end = this.now() + ms;
    for (;;) {
      const next = [...this.timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.ahead += Math.max(0, next.due - this.now());
      next.call();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.ahead += Math.max(0, end - this.now());
  }
}
