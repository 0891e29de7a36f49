import { createHash } from "node:crypto";
import type { Clock } from "../cloud/clock";
import type { Collection } from "../data/storage";
import type { Output } from "../wire/operations/operation";
import type { ServiceError } from "../wire/service-error";

/** What became of a call that carried a token. */
export interface Remembered {
  readonly digest: string;
  readonly answer: Output;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

interface Options {
  /** By account and token. */
  readonly kept: Collection<Remembered>;
  readonly clock: Clock;
  /** How long AWS remembers a token. */
  readonly forMs: number;
  /** What AWS answers to a known token with another input. */
  readonly mismatch: () => ServiceError;
}

/** Calls that carry a token of their caller are done once: the same again gets the first one's answer. */
export class Idempotency {
  private readonly running = new Map<string, { readonly digest: string; readonly answer: Promise<Output> }>();

  constructor(private readonly options: Options) {}

  /** What `work` answers, or has answered; a call that failed is forgotten. `input` is without the token. */
  async once(account: string, token: string | undefined, input: unknown, work: () => Promise<Output>): Promise<Output> {
    if (token === undefined) return work();
    const key = `${account}/${digestOf(token)}`; // callers write tokens of any length
    const digest = digestOf(input);
    const { kept, clock, mismatch } = this.options;
    await this.forget();
    const known = this.running.get(key) ?? kept.get(key);
    if (known) {
      again(known, (each) => each.digest === digest, mismatch);
      return known.answer;
    }
    const answer = work();
    this.running.set(key, { digest, answer });
    try {
      await kept.put(key, { digest, answer: await answer, until: clock.now() + this.options.forMs });
    } finally {
      this.running.delete(key);
    }
    return answer;
  }

  private async forget(): Promise<void> {
    const { kept, clock } = this.options;
    const over = [...kept.entries()].filter(([, { until }]) => until <= clock.now());
    for (const [key] of over) await kept.remove(key);
  }
}

/**
 * What was made by an earlier call of the same token or name, where the thing itself remembers it.
 * @throws {ServiceError} `mismatch`, when it was asked for in another way
 */
export const again = <Known>(
  known: Known | undefined,
  asAsked: (known: Known) => boolean,
  mismatch: () => ServiceError,
): Known | undefined => {
  if (known !== undefined && !asAsked(known)) throw mismatch();
  return known;
};

/** The same for the same members in whatever order. */
export const digestOf = (input: unknown): string => {
  const sorted = JSON.stringify(input, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash("sha256")
    .update(sorted ?? "")
    .digest("base64");
};
