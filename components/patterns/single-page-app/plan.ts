import { within } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { type Authorizer, isAuthorizer } from "../../core/authorizer";
import { childName } from "../../core/component/naming";
import { isPlan, type Plan, planned } from "../../core/component/plan";
import { lambdaAuthorizer } from "../../logic/function/authorizer";
import { LambdaFunction } from "../../logic/function/lambda-function";
import { planRestApi, type RestApiPlan } from "../../logic/rest-api/plan";
import { type DashboardPlan, planPatternDashboard } from "../../operations/dashboard/plan";
import type { StaticSitePlan } from "../../presentation/static-site/plan";
import { tokenAuthorizer } from "../../presentation/token-authorizer/authorizer";
import { planTokenAuthorizer, type TokenAuthorizerPlan } from "../../presentation/token-authorizer/plan";
import { ownAlarms } from "../own-alarms";
import { planOwnOriginSite } from "../own-origin-site";
import { type SinglePageAppArgs, singlePageAppArgs } from "./args";

interface Settings {
  readonly site: StaticSitePlan;
  /** Made already, or to be made here. */
  readonly tokens: Authorizer | TokenAuthorizerPlan;
  /** Of the routes that name none. */
  readonly byDefault: Authorizer;
  readonly api: RestApiPlan;
  readonly dashboard: DashboardPlan | undefined;
}

/** A single-page app's arguments: the plans of its parts, held against one another. */
export type SinglePageAppPlan = Plan<"SinglePageApp", Settings>;

/** @throws {ArgsError} for what one of the parts would refuse. */
export const planSinglePageApp = (name: string, args: SinglePageAppArgs | SinglePageAppPlan): SinglePageAppPlan =>
  planned("SinglePageApp", name, args, (given: SinglePageAppArgs) => settings(name, given));

const settings = (name: string, args: SinglePageAppArgs): Settings => {
  checkArgs(name, args, singlePageAppArgs);
  const { site: _, tokens: __, dashboard, stage = "api", sitesOnly = { secret: 1 }, ...api } = args;
  const tokens = planTokens(name, args);
  const byDefault = isTokenPlan(tokens) ? tokenAuthorizer(tokens) : tokens;
  const planned = planRestApi(name, { auth: byDefault, ...api, stage, sitesOnly });
  return {
    site: planSite(name, args, planned),
    tokens,
    byDefault,
    api: planned,
    dashboard: planPatternDashboard(name, dashboard),
  };
};

export const isTokenPlan = (tokens: Authorizer | TokenAuthorizerPlan): tokens is TokenAuthorizerPlan =>
  isPlan("TokenAuthorizer", tokens);

const planTokens = (name: string, { tokens, alarms, retention }: SinglePageAppArgs): Settings["tokens"] => {
  // Functions behind it ask who calls, and until when.
  if (tokens instanceof LambdaFunction) return lambdaAuthorizer(tokens, { callers: {} });
  if (isAuthorizer(tokens)) return tokens;
  return within(
    name,
    (path) => `tokens.${path}`,
    () => planTokenAuthorizer(childName(name, "tokens"), { ...retained(retention), ...ownAlarms(alarms), ...tokens }),
  );
};

const planSite = (name: string, { site, tokens, alarms, retention }: SinglePageAppArgs, api: RestApiPlan) => {
  const csp = cspOf(site.headers?.csp, tokens);
  const headers = { ...site.headers, ...(csp !== undefined && { csp }) };
  const defaults = { ...retained(retention), ...(alarms === false && { alarms }) };
  return planOwnOriginSite(name, { ...defaults, ...site, headers }, api);
};

type Csp = NonNullable<SinglePageAppArgs["site"]["headers"]>["csp"];

/** An app signs its users in by requests to their issuer. */
const cspOf = (csp: Csp, tokens: SinglePageAppArgs["tokens"]): Csp => {
  if (csp === false || csp?.["connect-src"] !== undefined || !("issuer" in tokens)) return csp;
  const urls = [tokens.issuer]
    .flat()
    .map((issuer) => (typeof issuer === "object" && "url" in issuer ? issuer.url : issuer));
  const origins = urls.flatMap((url) => (typeof url === "string" ? [new URL(url).origin] : []));
  return { "connect-src": ["'self'", ...new Set(origins)], ...csp };
};

const retained = (retention: SinglePageAppArgs["retention"]) => (retention === undefined ? {} : { retention });
