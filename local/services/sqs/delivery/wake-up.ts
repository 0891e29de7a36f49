import type { Clock } from "../../../cloud/clock";

/** One timer for the earliest of many times. */
export class WakeUp {
  private timer: { readonly at: number; readonly cancel: () => void } | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly callback: () => void,
  ) {}

  /** Calls back at `at`, or earlier when that was asked for before. */
  by(at: number): void {
    if (this.timer && this.timer.at <= at) return;
    this.cancel();
    const cancel = this.clock.after(Math.max(0, at - this.clock.now()), () => {
      this.timer = undefined;
      this.callback();
    });
    this.timer = { at, cancel };
  }

  cancel(): void {
    this.timer?.cancel();
    this.timer = undefined;
  }
}
