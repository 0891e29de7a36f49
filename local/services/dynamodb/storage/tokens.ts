import { createHash } from "node:crypto";
import type { Clock } from "../../../cloud/clock";
import type { Entries } from "../../../data/storage";
import { ServiceError } from "../../../wire/service-error";
import { digestOf } from "../../idempotency";
import { spaceBytes } from "./keys";

/** Space of the tokens; those of tables begin with 1. */
const SPACE = 0;

// fidelity: docs: TransactWriteItems, ClientRequestToken: ten minutes
const KEPT_MS = 600_000;

interface Remembered {
  readonly digest: string;
  readonly until: number;
}

/** The tokens of transactions, kept in the commit of the transaction itself: what was done is never done once more. */
export class Tokens {
  constructor(
    private readonly entries: Entries,
    private readonly clock: Clock,
  ) {}

  /**
   * Within a commit: whether the call with that token has been done already.
   * @throws {ServiceError} IdempotentParameterMismatchException, when that was another one
   */
  isDone(token: string, input: unknown): boolean {
    const known = this.entries.get(keyOf(token));
    if (known === undefined) return false;
    const { digest, until } = JSON.parse(known) as Remembered;
    if (until <= this.clock.now()) return false;
    if (digest === digestOf(input)) return true;
    // fidelity: docs: the error; guess: the text
    throw new ServiceError("IdempotentParameterMismatchException", "The request token was used with another request");
  }

  /** Within a commit. */
  remember(token: string, input: unknown): void {
    const remembered: Remembered = { digest: digestOf(input), until: this.clock.now() + KEPT_MS };
    this.entries.put(keyOf(token), JSON.stringify(remembered));
  }

  /** Within a commit: forgets tokens that are too old, at most so many. */
  forget(limit: number): void {
    const over: Buffer[] = [];
    for (const { key, value } of this.entries.range(spaceBytes(SPACE), spaceBytes(SPACE + 1))) {
      if ((JSON.parse(value) as Remembered).until <= this.clock.now() && over.push(key) >= limit) break;
    }
    for (const key of over) this.entries.remove(key);
  }
}

const keyOf = (token: string): Buffer =>
  Buffer.concat([spaceBytes(SPACE), createHash("sha256").update(token).digest()]);
