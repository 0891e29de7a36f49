import { ArgsError } from "../../core/args/args-error";
import { suggestion } from "../../core/args/args-shape";
import { checkArgs } from "../../core/args/check-args";
import { shown } from "../../core/args/shown";
import { isName, NAME_RULE } from "../../core/component/naming";
import { type Plan, planned, planOf } from "../../core/component/plan";
import type { OpenRestApiPlan } from "../rest-api/plan";
import type { RestApi } from "../rest-api/rest-api";
import { checkThrottle, type Throttle } from "../rest-api/throttle";
import { type UsageLimits, type UsagePlanArgs, usagePlanArgs } from "./args";
import type { UsagePlanTransform } from "./children";
import { checkQuota, type Quota } from "./quota";

interface Settings<Api> {
  readonly api: Api;
  readonly keys: readonly string[];
  readonly throttle: Throttle | undefined;
  readonly quota: Quota | undefined;
  /** Those of single routes. */
  readonly throttles: readonly (Throttle & { readonly method: string; readonly path: string })[];
  readonly transform: UsagePlanTransform | undefined;
}

/** A usage plan's arguments, checked; its API may be planned itself. */
export type UsagePlanPlan<Api = RestApi | OpenRestApiPlan> = Plan<"UsagePlan", Settings<Api>>;

type Planning<Api> = Omit<UsagePlanArgs, "api"> & { readonly api: Api };

/**
 * @throws {ArgsError} for limits that let nothing through, names that are no names, routes that the API does not have.
 */
export const planUsagePlan = <Api extends RestApi | OpenRestApiPlan>(
  name: string,
  args: Planning<Api> | UsagePlanPlan<Api>,
): UsagePlanPlan<Api> => planned("UsagePlan", name, args, (given: Planning<Api>) => settings(name, given));

const settings = <Api extends RestApi | OpenRestApiPlan>(name: string, args: Planning<Api>): Settings<Api> => {
  checkArgs(name, args, usagePlanArgs);
  const { api, keys = ["default"], throttle, quota, routes = {}, transform } = args;
  if (throttle !== undefined) checkThrottle(name, "throttle", throttle);
  if (quota !== undefined) checkQuota(name, "quota", quota);
  checkKeys(name, keys);
  return { api, keys, throttle, quota, throttles: throttlesOf(name, routes, planOf<OpenRestApiPlan>(api)), transform };
};

const checkKeys = (name: string, keys: readonly string[]): void => {
  if (keys.length === 0) throw new ArgsError(name, "keys", "must name at least one key");
  for (const [index, key] of keys.entries()) {
    if (!isName(key)) throw new ArgsError(name, `keys[${index}]`, `${NAME_RULE} (it is ${shown(key)})`);
    if (keys.indexOf(key) !== index) throw new ArgsError(name, "keys", `must not name ${key} twice`);
  }
};

/** In the order of the API's routes. */
const throttlesOf = (name: string, limits: NonNullable<UsageLimits["routes"]>, api: OpenRestApiPlan) => {
  const known = api.routes.map(({ key }) => key);
  for (const [key, limit] of Object.entries(limits)) {
    const at = `routes[${JSON.stringify(key)}]`;
    if (!known.some((route) => route === key))
      throw new ArgsError(name, at, `must be a route of the API; ${suggestion(key, known, "the routes are")}`);
    if (limit !== undefined) checkThrottle(name, at, limit);
  }
  return api.routes.flatMap(({ key, method, path }) => {
    const limit = limits[key];
    return limit === undefined ? [] : [{ method, path, ...limit }];
  });
};
