/** After so many failures in a row nobody asks for a while. */
const FAILURES = 2;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Keeps requests from waiting for what does not answer: while it is open, one request at a time tries again. */
export class Breaker {
  private failures = 0;
  private closedAgainAt = 0;
  private trying = false;

  constructor(private readonly now: () => number = Date.now) {}

  /** Whether a request may try. Each that may says afterwards how it went. */
  allows(): boolean {
    if (this.failures < FAILURES) return true;
    if (this.trying || this.now() < this.closedAgainAt) return false;
    this.trying = true;
    return true;
  }

  succeeded(): void {
    this.failures = 0;
    this.trying = false;
  }

  failed(): void {
    this.failures++;
    this.trying = false;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (this.failures - FAILURES), LONGEST_PAUSE_MS);
    // Spread, so that the processes of a function do not all come back at once.
    this.closedAgainAt = this.now() + pause * (0.75 + Math.random() / 2);
  }
}
