/** How finely a window is divided. */
const SLICES = 60;
/** fidelity: docs: waf-rule-statement-type-rate-based-caveats: up to 10,000 aggregation instances are limited */
const MAX_KEYS = 10_000;

interface Counts {
  readonly slices: Float64Array;
  /** Number of the slice that was counted last. */
  last: number;
  total: number;
}

/** Requests within the last window, by who sent them. */
export class RequestCounts {
  private readonly keys = new Map<string, Counts>();

  constructor(private readonly windowMs: number) {}

  /** Counts one more; returns the count over the last window with it. */
  add(key: string, now: number): number {
    const slice = Math.floor((now * SLICES) / this.windowMs);
    const counts = this.keys.get(key) ?? this.start(key, slice);
    for (let gone = Math.max(counts.last + 1, slice - SLICES + 1); gone <= slice; gone++) {
      counts.total -= counts.slices[gone % SLICES] ?? 0;
      counts.slices[gone % SLICES] = 0;
    }
    counts.last = Math.max(counts.last, slice);
    counts.slices[slice % SLICES] = (counts.slices[slice % SLICES] ?? 0) + 1;
    counts.total += 1;
    return counts.total;
  }

  private start(key: string, slice: number): Counts {
    if (this.keys.size >= MAX_KEYS) this.forget(slice);
    const counts = { slices: new Float64Array(SLICES), last: slice, total: 0 };
    this.keys.set(key, counts);
    return counts;
  }

  /** Makes room: those who have been away for a window, or else the one that came first. */
  private forget(slice: number): void {
    for (const [key, { last }] of this.keys) if (last <= slice - SLICES) this.keys.delete(key);
    const [first] = this.keys.keys();
    if (this.keys.size >= MAX_KEYS && first !== undefined) this.keys.delete(first);
  }
}
