import { ArgsError } from "../../core/args-error";
import { checkName } from "../../core/naming";
import { checkQuota, type Quota } from "./quota";
import type { RouteKey } from "./route";
import { checkThrottle, type Throttle } from "./throttle";

/** What each key of a plan may use, and which keys there are. */
export interface UsageLimits {
  /** Names of the keys, one per client: lower-case letters, digits and hyphens. @default ["default"] */
  readonly keys?: readonly string[];
  /** Requests of one key over all routes. @default no bound beyond that of the routes */
  readonly throttle?: Throttle;
  /** Requests of one key to single routes, tighter than `throttle`. @default none */
  readonly routes?: Readonly<Partial<Record<RouteKey, Throttle>>>;
  /** Requests of one key in a period. @default no quota */
  readonly quota?: Quota;
}

/**
 * @param prefix Where the limits stand in the component's arguments, `plan.`; empty when they are the arguments.
 * @param known Routes of the API.
 * @throws {ArgsError} for limits that let nothing through, names that are no names, routes that the API does not have.
 */
export const checkUsageLimits = (
  component: string,
  prefix: string,
  { keys = ["default"], throttle, routes = {}, quota }: UsageLimits,
  known: readonly RouteKey[],
): void => {
  if (throttle !== undefined) checkThrottle(component, `${prefix}throttle`, throttle);
  if (quota !== undefined) checkQuota(component, `${prefix}quota`, quota);
  for (const [key, limit] of Object.entries(routes)) {
    const at = `${prefix}routes[${JSON.stringify(key)}]`;
    if (!known.some((route) => route === key))
      throw new ArgsError(component, at, `must be a route of the API: ${known.join(", ")}`);
    if (limit !== undefined) checkThrottle(component, at, limit);
  }
  if (keys.length === 0) throw new ArgsError(component, `${prefix}keys`, "must name at least one key");
  for (const [index, key] of keys.entries()) {
    checkName(key);
    if (keys.indexOf(key) !== index) throw new ArgsError(component, `${prefix}keys`, `must not name ${key} twice`);
  }
};
