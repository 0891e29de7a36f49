const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/** Numbers as java.util.Random gives them for a seed. */
// fidelity: docs: java.util.Random
export class JavaRandom {
  private state: bigint;

  constructor(seed: number) {
    this.state = (BigInt(Math.trunc(seed)) ^ MULTIPLIER) & MASK;
  }

  /** At least 0, less than `bound`. */
  below(bound: number): number {
    for (;;) {
      const bits = this.next(31);
      const value = bits % bound;
      if (bits - value + (bound - 1) < 2 ** 31) return value;
    }
  }

  /** At least 0, less than 1. */
  fraction(): number {
    return (this.next(26) * 2 ** 27 + this.next(27)) * 2 ** -53;
  }

  private next(bits: number): number {
    this.state = (this.state * MULTIPLIER + 0xbn) & MASK;
    return Number(this.state >> BigInt(48 - bits));
  }
}
