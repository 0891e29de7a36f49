import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { toSeconds } from "../../core/args/duration";
import { retentionDays } from "../../core/args/retention";
import type { Authorizer } from "../../core/authorizer";
import { type Plan, planned } from "../../core/component/plan";
import type { Target } from "../../core/target";
import type { AccountLogRole } from "../../operations/account-log-role/account-log-role";
import { type OpenRestApiArgs, type RestApiAlarms, type RestApiArgs, restApiArgs } from "./args";
import type { RestApiTransform } from "./children";
import { type PlannedCors, planCors } from "./cors";
import { checkDocument } from "./document/check-document";
import type { ApiInfo } from "./document/openapi";
import type { ApiEndpoint } from "./endpoint";
import { type Documents, type PlannedRoute, planRoutes } from "./planned-route";
import { planProtection } from "./protection";
import { type PlannedPolicy, planPolicy } from "./resource-policy";
import type { RouteKey } from "./route-key";
import { planSitesOnly } from "./sites-only";
import { checkStageVariables, type StageVariables } from "./stage-variables";
import { checkThrottle, type Throttle } from "./throttle";

interface Settings<To> {
  readonly routes: readonly PlannedRoute<To>[];
  readonly cors: PlannedCors | undefined;
  readonly stage: string;
  readonly variables: StageVariables;
  /** What the document says of the API as a whole. */
  readonly info: ApiInfo;
  /** What API Gateway drops of a document that somebody else wrote, or does not enforce, a sentence each. */
  readonly dropped: readonly string[];
  readonly throttle: Throttle | undefined;
  /** The numbers of the secrets that count, the one that sites send first. Empty: everybody is let in. */
  readonly siteSecrets: readonly number[];
  readonly endpoint: ApiEndpoint;
  readonly policy: PlannedPolicy | undefined;
  /** Functions behind `protects` for which nothing is reserved. */
  readonly unreserved: readonly string[];
  /** What the stage's logs depend on; absent without logs. */
  readonly logRole: AccountLogRole | undefined;
  readonly retentionDays: number;
  readonly tracing: boolean;
  readonly detailedMetrics: boolean;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined; readonly latencyMs: number } | undefined;
  readonly transform: RestApiTransform | undefined;
}

/** An API's arguments, checked and in the units of AWS. */
export type RestApiPlan = Plan<"RestApi", Settings<Target>>;

/** One whose routes do not all have their targets yet: `directed` names the rest. */
export type OpenRestApiPlan = Plan<"RestApi", Settings<Target | undefined>>;

/** @throws {ArgsError} for what API Gateway would refuse. */
export const planRestApi = (name: string, args: RestApiArgs | RestApiPlan): RestApiPlan =>
  // Every route had to name its target.
  planned("RestApi", name, args, (given: RestApiArgs) => settings(name, given) as Settings<Target>);

/**
 * The plan of an API whose routes lead to what is not made yet.
 *
 * @param later Routes whose targets are named later.
 * @throws {ArgsError} for what API Gateway would refuse.
 */
export const planOpenRestApi = (name: string, args: OpenRestApiArgs, later: readonly RouteKey[]): OpenRestApiPlan =>
  planned("RestApi", name, args, (given: OpenRestApiArgs) => settings(name, given, later));

/** What a document that somebody else wrote says. */
interface Documented {
  readonly documented: Documents;
  readonly info: ApiInfo;
  readonly dropped: readonly string[];
}

/** The plan of an API whose routes such a document describes. */
export const planDocumented = (name: string, args: RestApiArgs, documented: Documented): RestApiPlan =>
  // Every route had to name its target.
  planned("RestApi", name, args, (given: RestApiArgs) => settings(name, given, [], documented) as Settings<Target>);

/** The plan with the targets that it lacked. */
export const directed = (plan: OpenRestApiPlan, targets: Readonly<Partial<Record<RouteKey, Target>>>): RestApiPlan => ({
  ...plan,
  routes: plan.routes.map((route) => {
    const to = targets[route.key] ?? route.to;
    if (to === undefined) throw new Error(`${plan.name}: route ${route.key} has no target`);
    return { ...route, to };
  }),
});

/** The plan with an authorizer that is made, in place of one that is planned only. */
export const authorizedBy = (plan: RestApiPlan, planned: Authorizer, made: Authorizer): RestApiPlan => ({
  ...plan,
  routes: plan.routes.map((route) => (route.auth === planned ? { ...route, auth: made } : route)),
});

const settings = (
  name: string,
  args: OpenRestApiArgs,
  later: readonly RouteKey[] = [],
  { documented, info = { title: name, version: "1.0" }, dropped = [] }: Partial<Documented> = {},
): Settings<Target | undefined> => {
  checkArgs(name, args, restApiArgs);
  const {
    stage = "v1",
    variables = {},
    throttle,
    protects,
    endpoint = "regional",
    logRole,
    tracing = true,
    detailedMetrics = false,
    alarms = {},
    transform,
  } = args;
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(stage))
    throw new ArgsError(name, "stage", `must be 1 to 128 letters, digits, hyphens and underscores (it is "${stage}")`);
  checkStageVariables(name, variables);
  if (throttle !== undefined) checkThrottle(name, "throttle", throttle);
  const planned = planRoutes(name, args.routes, {
    later,
    auth: args.auth,
    variables: Object.keys(variables),
    documented,
  });
  const { routes, unreserved } =
    protects === undefined ? { routes: planned, unreserved: [] } : planProtection(name, protects, planned, throttle);
  const cors = args.cors && planCors(name, args.cors, new Set(routes.map(({ method }) => method)));
  const unenforced = checkDocument(name, routes, cors);
  const siteSecrets = planSitesOnly(name, args.sitesOnly, { routes, endpoint });
  const sitesOnly = siteSecrets.length > 0;
  return {
    routes,
    cors,
    stage,
    variables,
    info,
    dropped: documented === undefined ? [] : [...dropped, ...unenforced],
    throttle,
    unreserved,
    siteSecrets,
    endpoint,
    policy: planPolicy(name, args.policy, { endpoint, sitesOnly, cors: cors !== undefined, routes }),
    logRole: logRole?.enabled ? logRole : undefined,
    retentionDays: retentionDays(name, "retention", args.retention),
    tracing,
    detailedMetrics,
    alarms: alarms === false ? undefined : alarmSettings(name, alarms),
    transform,
  };
};

const alarmSettings = (name: string, { topicArn, latency = "3 seconds" }: RestApiAlarms) => {
  const seconds = toSeconds(name, "alarms.latency", latency, { min: "1 second", max: "29 seconds" });
  return { topicArn, latencyMs: seconds * 1000 };
};
