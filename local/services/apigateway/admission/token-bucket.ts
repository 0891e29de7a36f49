/** Requests per second, and how many may come at once. */
export interface RateLimit {
  readonly rate: number;
  readonly burst: number;
}

/** A token bucket: holds `burst` tokens, filled with `rate` a second. */
// fidelity: docs: api-gateway-request-throttling
export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  constructor(
    private readonly limit: RateLimit,
    now: number,
  ) {
    this.tokens = limit.burst;
    this.filledAt = now;
  }

  has(now: number): boolean {
    if (now > this.filledAt) {
      const filled = this.tokens + ((now - this.filledAt) / 1000) * this.limit.rate;
      this.tokens = Math.min(this.limit.burst, filled);
      this.filledAt = now;
    }
    return this.tokens >= 1;
  }

  take(): void {
    this.tokens -= 1;
  }
}

/** Buckets by name, made when first asked for; a changed limit starts a new bucket. */
export class Buckets {
  private readonly buckets = new Map<string, { limit: RateLimit; bucket: TokenBucket }>();

  get(name: string, limit: RateLimit, now: number): TokenBucket {
    const known = this.buckets.get(name);
    if (known && known.limit.rate === limit.rate && known.limit.burst === limit.burst) return known.bucket;
    const bucket = new TokenBucket(limit, now);
    this.buckets.set(name, { limit, bucket });
    return bucket;
  }
}
