import { ArgsError } from "../../core/args-error";
import { list, record, type Shape, suggestion, text } from "../../core/args-shape";
import { isName, NAME_RULE } from "../../core/naming";
import { shown } from "../../core/shown";
import { checkQuota, type Quota, quotaShape } from "./quota";
import type { RouteKey } from "./route";
import { checkThrottle, type Throttle, throttleShape } from "./throttle";

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

export const usageLimitsShape: Shape<UsageLimits> = {
  keys: list(text("the name of a key"), 'a list of names, ["shop", "partner"]').optional(),
  throttle: throttleShape.optional(),
  routes: record(throttleShape.optional(), "throttles by route").optional(),
  quota: quotaShape.optional(),
};

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
      throw new ArgsError(component, at, `must be a route of the API; ${suggestion(key, known, "the routes are")}`);
    if (limit !== undefined) checkThrottle(component, at, limit);
  }
  if (keys.length === 0) throw new ArgsError(component, `${prefix}keys`, "must name at least one key");
  for (const [index, key] of keys.entries()) {
    if (!isName(key)) throw new ArgsError(component, `${prefix}keys[${index}]`, `${NAME_RULE} (it is ${shown(key)})`);
    if (keys.indexOf(key) !== index) throw new ArgsError(component, `${prefix}keys`, `must not name ${key} twice`);
  }
};
