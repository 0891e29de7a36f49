import type * as z from "zod";
import { en } from "zod/locales";
import { safeParse } from "zod/v4/core";

/** A value as its contract says, or what is wrong with it. */
export type Fit<T> =
  | { readonly fits: true; readonly value: T }
  | {
      readonly fits: false;
      /** A line of at most 500 characters, `seats: Too big: expected int to be <=10`, storable whatever the value holds. */
      readonly reason: string;
    };

/**
 * Holds a value against a contract.
 *
 * @param contract A schema of `zod`, or of `zod/mini`, with which bundles are 100 KB smaller.
 * @param whole What the value is called in the reason, "the message".
 */
export const fitTo = <T>(value: unknown, contract: z.core.$ZodType<T>, whole: string): Fit<T> => {
  const { success, data, error } = safeParse(contract, value, WORDS);
  return success ? { fits: true, value: data } : { fits: false, reason: reasonOf(error, whole) };
};

/** `zod/mini` brings no words of its own. */
const WORDS = { error: en().localeError };

const LONGEST_REASON = 500;

/** Names of unknown fields are the client's text: the reason has to be storable whatever they hold. */
const reasonOf = (error: z.core.$ZodError, whole: string): string =>
  error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.length > 0 ? path.join(".") : whole}: ${message}`)
    .join("; ")
    .replace(/\p{Cc}/gu, "?")
    .slice(0, LONGEST_REASON)
    .toWellFormed();
