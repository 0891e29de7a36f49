import { setTimeout as wait } from "node:timers/promises";
import { isUnavailable } from "./unavailable";

interface TransactionOptions {
  /**
   * How often it is tried at most. With 16, about 158 of 160 at once at one item come through within 3 s, where one takes
   * 12 ms (simulated, 2026-11).
   *
   * @default 16
   */
  readonly attempts?: number;
  /**
   * When no other attempt begins, in milliseconds after the first one: calls that a busy or throttled table draws out
   * would else outlast the function, whose end tells its caller nothing.
   *
   * @default 5000
   */
  readonly within?: number;
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** 0 to 1. */
  readonly random?: () => number;
}

const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 500;

/**
 * Writes a transaction of DynamoDB, and again as long as others are at its items or the table is throttled: each time
 * after a random part of a wait that doubles from 20 to 500 ms, and for some 5 s at most.
 *
 * @param write Sends a new `TransactWriteItemsCommand` each time.
 * @returns why it was refused, a reason for each of its actions; `undefined` when it is written.
 * @throws what `write` throws; when all attempts were in vain, the last error, which `rest` answers with 503.
 *
 * @example
 * const reasons = await transact(() => client.send(new TransactWriteItemsCommand({ TransactItems })));
 * if (reasons?.[0]?.Code === "ConditionalCheckFailed") …
 */
export const transact = async <Reason>(
  write: () => Promise<unknown>,
  {
    attempts = 16,
    within = 5_000,
    now = () => performance.now(),
    sleep = wait,
    random = Math.random,
  }: TransactionOptions = {},
): Promise<readonly Reason[] | undefined> => {
  const until = now() + within;
  for (let attempt = 1; ; attempt++) {
    try {
      await write();
      return undefined;
    } catch (error) {
      const reasons = (error as { readonly CancellationReasons?: readonly Reason[] }).CancellationReasons;
      if (reasons === undefined) throw error;
      if (!isUnavailable(error)) return reasons;
      if (attempt >= attempts || now() >= until) throw error;
    }
    await sleep(random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1)));
  }
};
