import { ArgsError } from "../../core/args/args-error";
import { number, object, oneOf } from "../../core/args/args-shape";

/** Requests in a period; over it: 429 until the period ends. AWS counts at its best, not exactly. */
export interface Quota {
  /** A whole number of at least 1. */
  readonly limit: number;
  readonly per: "day" | "week" | "month";
}

export const quotaShape = object<Quota>({
  limit: number("a number of requests, such as 100000"),
  per: oneOf("day", "week", "month"),
});

/** @throws {ArgsError} for a quota that lets nothing through. */
export const checkQuota = (component: string, path: string, { limit }: Quota): void => {
  if (!(Number.isSafeInteger(limit) && limit >= 1))
    throw new ArgsError(component, `${path}.limit`, `must be a whole number of at least 1 (it is ${limit})`);
};
