import { list, object, record, type Shape, text } from "../../core/args/args-shape";
import { transformShape } from "../../core/component/children";
import { part } from "../../core/component/plan";
import { RestApi } from "../rest-api/rest-api";
import type { RouteKey } from "../rest-api/route-key";
import { type Throttle, throttleShape } from "../rest-api/throttle";
import { type UsagePlanTransform, usagePlanChildren } from "./children";
import { type Quota, quotaShape } from "./quota";

export interface UsagePlanArgs extends UsageLimits {
  /** The API whose routes with `apiKey: true` take the plan's keys. */
  readonly api: RestApi;
}

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
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: UsagePlanTransform;
}

export const usagePlanShape: Shape<UsagePlanArgs> = {
  api: part("RestApi", () => RestApi),
  keys: list(text("the name of a key"), 'a list of names, ["shop", "partner"]').optional(),
  throttle: throttleShape.optional(),
  routes: record(throttleShape.optional(), "throttles by route").optional(),
  quota: quotaShape.optional(),
  transform: transformShape(usagePlanChildren),
};

export const usagePlanArgs = object(usagePlanShape);
