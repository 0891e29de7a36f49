import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { component, duration, flag, object, oneOf, type Shape, text } from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import type { Retention } from "../../core/args/retention";
import { transformShape } from "../../core/component/children";
import type { ConnectionLimit } from "../../core/rights/connections";
import { AccountLogRole } from "../../operations/account-log-role/account-log-role";
import { type RestApiTransform, restApiChildren } from "./children";
import { type Cors, corsShape } from "./cors";
import { type ApiEndpoint, ENDPOINTS } from "./endpoint";
import { type Protection, protectionShape } from "./protection";
import { type ApiPolicy, apiPolicyShape } from "./resource-policy";
import { authShape, type OpenRoute, openRoutesShape, type RouteAuth, type Routes } from "./route";
import type { RouteKey } from "./route-key";
import { type SiteSecret, sitesOnlyShape } from "./sites-only";
import { type StageVariables, stageVariablesShape } from "./stage-variables";
import { type Throttle, throttleShape } from "./throttle";

export interface RestApiArgs {
  /** What the API answers, `{ "GET /orders/{orderId}": { to: getOrder, auth: "none" } }`; at least one. */
  readonly routes: Routes;
  /** Who may call the routes that do not say it themselves. @default none: each route says it */
  readonly auth?: RouteAuth;
  /** Which pages of other origins may use the API. @default none: the gateway sets no header of CORS */
  readonly cors?: Cors;
  /** The first segment of every URL; 1 to 128 letters, digits, hyphens and underscores. @default "v1" */
  readonly stage?: string;
  /** What belongs to the stage: `http()` reads it in URLs, functions read `event.stageVariables`. @default {} */
  readonly variables?: StageVariables;
  /** Bounds each method that names no throttle of its own. @default what the account allows */
  readonly throttle?: Throttle;
  /**
   * A database behind the routes: whatever is called, it sees no more connections than it takes. Throttles of the routes
   * to it follow from what their functions may hold: the `throttle` of such a route is held against it, that of all
   * methods applies where it is lower.
   *
   * @default none
   */
  readonly protects?: ConnectionLimit | Protection;
  /**
   * The account-wide role with which API Gateway writes logs. Without one, as with `role: "none"`, the stage has no
   * access log and no execution log.
   *
   * @default none
   */
  readonly logRole?: AccountLogRole;
  /**
   * Lets in what comes through the distribution of a `StaticSite` with this API, and refuses everything else (403) before
   * any authorizer, on preflights and mocks too. A site sends a secret with each request.
   *
   * @default false
   */
  readonly sitesOnly?: boolean | SiteSecret;
  /** Where the API is reached. @default "regional" */
  readonly endpoint?: ApiEndpoint;
  /** From where, and by which accounts, it may be called; a private API has to say it. @default from everywhere, its own account */
  readonly policy?: ApiPolicy;
  /** How long logs are kept. @default "30 days" */
  readonly retention?: Retention;
  /** Traces requests with X-Ray. @default true */
  readonly tracing?: boolean;
  /** Metrics of each method and not only of the stage (billed as custom metrics). @default false */
  readonly detailedMetrics?: boolean;
  /**
   * Alarms on requests that fail and on requests that take long. Without a topic they only show in CloudWatch; an
   * `Alarms` component will do.
   *
   * @default {} (both, no topic)
   */
  readonly alarms?: RestApiAlarms | false;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: RestApiTransform;
}

export interface RestApiAlarms extends Partial<AlarmSettings> {
  /** What one in ten requests may exceed for 5 minutes; 1 to 29 seconds. @default "3 seconds" */
  readonly latency?: Duration;
}

export const restApiAlarms: Shape<RestApiAlarms> = { topicArn, latency: duration.optional() };

/** Arguments of an API of which some targets are not made yet. */
export type OpenRestApiArgs = Omit<RestApiArgs, "routes"> & {
  readonly routes: Readonly<Partial<Record<RouteKey, OpenRoute>>>;
};

export const restApiShape: Shape<OpenRestApiArgs> = {
  routes: openRoutesShape,
  auth: authShape,
  cors: corsShape.optional(),
  stage: text('the first segment of every URL, such as "v1"').optional(),
  variables: stageVariablesShape,
  throttle: throttleShape.optional(),
  protects: protectionShape.optional(),
  sitesOnly: sitesOnlyShape,
  endpoint: oneOf(...ENDPOINTS).optional(),
  policy: apiPolicyShape,
  logRole: component(() => AccountLogRole, "an AccountLogRole").optional(),
  retention: duration.optional(),
  tracing: flag.optional(),
  detailedMetrics: flag.optional(),
  alarms: alarmsShape<RestApiAlarms>(restApiAlarms),
  transform: transformShape(restApiChildren),
};

export const restApiArgs = object(restApiShape);
