import { ArgsError } from "../../core/args/args-error";
import { number, object } from "../../core/args/args-shape";

/** A token bucket: `rate` tokens a second flow in, at most `burst` are kept, each request takes one. Empty: 429. */
export interface Throttle {
  /** Requests per second in the long run; above 0. AWS gives an account 10,000 in most regions. */
  readonly rate: number;
  /** Requests at once; a whole number of at least 1. AWS gives an account 5,000 in most regions. */
  readonly burst: number;
}

export const throttleShape = object<Throttle>({
  rate: number("a number of requests per second, such as 100"),
  burst: number("a number of requests, such as 200"),
});

/** @throws {ArgsError} for a rate or burst that lets nothing through. */
export const checkThrottle = (component: string, path: string, { rate, burst }: Throttle): void => {
  if (!(rate > 0 && Number.isFinite(rate)))
    throw new ArgsError(component, `${path}.rate`, `must be above 0 requests per second (it is ${rate})`);
  if (!(Number.isSafeInteger(burst) && burst >= 1))
    throw new ArgsError(component, `${path}.burst`, `must be a whole number of at least 1 (it is ${burst})`);
};
