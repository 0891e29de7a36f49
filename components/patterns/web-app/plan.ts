import * as pulumi from "@pulumi/pulumi";
import { ArgsError, within } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import type { Authorizer } from "../../core/authorizer";
import { childName } from "../../core/component/naming";
import { type Plan, planned, planOf } from "../../core/component/plan";
import type { OpenRestApiArgs } from "../../logic/rest-api/args";
import { DEFAULT_HEADERS } from "../../logic/rest-api/cors";
import { type OpenRestApiPlan, planOpenRestApi } from "../../logic/rest-api/plan";
import type { RouteKey } from "../../logic/rest-api/route-key";
import { planWebSocketApi, type WebSocketApiPlan } from "../../logic/websocket-api/plan";
import { WebSocketApi } from "../../logic/websocket-api/websocket-api";
import { type DashboardPlan, planPatternDashboard } from "../../operations/dashboard/plan";
import type { AmplifyAppArgs } from "../../presentation/amplify-app/args";
import { type AmplifyAppPlan, planAmplifyApp } from "../../presentation/amplify-app/plan";
import type { SiteHeaders } from "../../presentation/static-site/headers";
import type { StaticSitePlan } from "../../presentation/static-site/plan";
import type { UserPoolClient } from "../../presentation/user-pool/clients/client";
import { planAddedClient, type UserPoolPlan } from "../../presentation/user-pool/plan";
import { OPEN_SESSION_ROUTES } from "../../presentation/user-pool/session";
import type { UserPool } from "../../presentation/user-pool/user-pool";
import { ownAlarms } from "../own-alarms";
import { planOwnOriginSite } from "../own-origin-site";
import { planAuth, planUsers } from "../users";
import { type WebAppArgs, webAppArgs } from "./args";
import { type PlannedDomain, planWebDomain } from "./domain";

/** Who serves the page. */
type Hosting =
  | { readonly hosting: "cloudfront"; readonly site: StaticSitePlan }
  | {
      readonly hosting: "amplify";
      readonly site: AmplifyAppPlan;
      readonly cache: NonNullable<AmplifyAppArgs["cache"]>;
    };

interface Settings<Client extends string> {
  readonly hosted: Hosting;
  /** Those of the site, without the sources that only its other parts can tell. */
  readonly headers: SiteHeaders | undefined;
  /** Where the page is, for the parts that are made before it, and what tells them in the end. */
  readonly page: { readonly url: pulumi.Input<string>; tell(url: pulumi.Output<string>): void };
  readonly domain: PlannedDomain | undefined;
  readonly session: "cookie" | "memory";
  /** Made already, or to be made here. */
  readonly users: UserPool<Client> | UserPoolPlan<Client>;
  /** The page, as an app that users sign in with. */
  readonly client: UserPoolClient;
  /** Of the routes that name none; planned only, as the pool may be. `undefined` where all of them name one. */
  readonly byDefault: Authorizer | undefined;
  /** Routes of a session lead to a function that is made here. */
  readonly api: OpenRestApiPlan;
  readonly live: WebSocketApi | WebSocketApiPlan | undefined;
  /** Of the function of sessions. */
  readonly retention: Pick<WebAppArgs, "retention">;
  readonly dashboard: DashboardPlan | undefined;
}

/** A web app's arguments: the plans of its parts, held against one another. */
export type WebAppPlan<Client extends string = string> = Plan<"WebApp", Settings<Client>>;

/** The key of the page among the clients of its users. */
export const CLIENT = "web";

/** The first segment of the API's URLs; on CloudFront, of its paths on the page's origin. */
const STAGE = "api";

/** What the page sends that no form and no link can, so that a browser asks first. */
const OWN_HEADERS = ["X-Requested-By"];

/** Files whose names hold a digest, as build tools put them. */
const CACHE = { "/assets/*": "365 days" } as const;

/** @throws {ArgsError} for what one of the parts would refuse, and for a session that no browser would keep. */
export const planWebApp = <Client extends string>(
  name: string,
  args: WebAppArgs<Client> | WebAppPlan<Client>,
): WebAppPlan<Client> => planned("WebApp", name, args, (given: WebAppArgs<Client>) => settings(name, given));

const settings = <Client extends string>(name: string, args: WebAppArgs<Client>): Settings<Client> => {
  checkArgs(name, args, webAppArgs);
  const { hosting, site, users: given, live, session: _, domain: __, dashboard, sitesOnly, ...rest } = args;
  const domain = planWebDomain(name, args);
  const session = planSession(name, args);
  const page = planPage(domain);
  const users = planUsers(name, given, args.alarms);
  const client = pageClient(page.url);
  const byDefault = planAuth(name, planClient(name, planOf<UserPoolPlan<Client>>(users), client), args);
  const api = planOpenRestApi(
    name,
    {
      ...(byDefault && { auth: byDefault }),
      ...rest,
      routes: routesOf(name, args, session),
      stage: STAGE,
      ...reachedFrom(name, args, page.url, session),
    },
    SESSION_KEYS,
  );
  return {
    hosted:
      hosting === "cloudfront"
        ? { hosting, site: planOnCloudFront(name, args, domain, api) }
        : { hosting, site: planOnAmplify(name, args, domain), cache: cacheOf(args) },
    headers: site.headers,
    page,
    domain,
    session,
    users,
    client,
    byDefault,
    api,
    live: planLive(name, args, live),
    retention: args.retention === undefined ? {} : { retention: args.retention },
    dashboard: planPatternDashboard(name, dashboard),
  };
};

const planPage = (domain: PlannedDomain | undefined): Settings<string>["page"] => {
  if (domain !== undefined) return { url: `https://${domain.host}`, tell: () => {} };
  const [url, tell] = pulumi.deferredOutput<string>();
  return { url, tell };
};

/** On CloudFront the API is the site's alone; from Amplify its pages come from elsewhere. */
const reachedFrom = (
  name: string,
  { hosting, sitesOnly }: Pick<WebAppArgs, "hosting" | "sitesOnly">,
  url: pulumi.Input<string>,
  session: Settings<string>["session"],
) => {
  if (hosting === "cloudfront") return { sitesOnly: sitesOnly ?? { secret: 1 } };
  if (sitesOnly !== undefined)
    throw new ArgsError(name, "sitesOnly", 'must be absent with hosting "amplify": the API is not behind the site');
  const headers = [...DEFAULT_HEADERS, ...OWN_HEADERS];
  return { cors: { origins: [url], headers, credentials: session === "cookie" } };
};

export const SESSION_KEYS = Object.keys(OPEN_SESSION_ROUTES) as (keyof typeof OPEN_SESSION_ROUTES)[];

const routesOf = (
  name: string,
  { routes }: Pick<WebAppArgs, "routes">,
  session: Settings<string>["session"],
): OpenRestApiArgs["routes"] => {
  if (session === "memory") return routes;
  const taken = SESSION_KEYS.find((key: RouteKey) => routes[key] !== undefined);
  if (taken !== undefined)
    throw new ArgsError(
      name,
      `routes[${JSON.stringify(taken)}]`,
      'must be absent: it is a route of the session, which session: "memory" is without',
    );
  return { ...routes, ...OPEN_SESSION_ROUTES };
};

/** A browser keeps a cookie that one name set for requests of a page of the same registrable domain alone. */
const planSession = (
  name: string,
  { hosting, domain, session }: Pick<WebAppArgs, "hosting" | "domain" | "session">,
): "cookie" | "memory" => {
  const isOneSite = hosting === "cloudfront" || domain?.api !== undefined;
  if (session === "cookie" && !isOneSite)
    throw new ArgsError(
      name,
      "session",
      'must be "memory" on Amplify Hosting while page and API share no domain, for browsers keep no cookie between them; domain: { name: "example.com", site: "www", api: "api" } gives them one',
    );
  return session ?? (isOneSite ? "cookie" : "memory");
};

const pageClient = (url: pulumi.Input<string>): UserPoolClient => ({
  kind: "public",
  login: { callbackUrls: [pulumi.interpolate`${url}/signed-in`], logoutUrls: [pulumi.interpolate`${url}/`] },
});

const planClient = (name: string, users: UserPoolPlan, client: UserPoolClient): UserPoolPlan => {
  if (users.domain === undefined)
    throw new ArgsError(
      name,
      "users.domain",
      'must be there, since the page signs in on its pages: { prefix: "…" } is one',
    );
  return within(
    name,
    (path) => `users.${path}`,
    () => planAddedClient(users, CLIENT, client),
  );
};

/** What the site takes from the pattern, in the words of both. */
const commonOf = ({ site, retention }: Pick<WebAppArgs, "site" | "retention">) => {
  const { cloudfront: _, amplify: __, password: ___, redirects: ____, ...common } = site;
  return { ...(retention !== undefined && { retention }), ...common };
};

const planOnCloudFront = (
  name: string,
  args: Pick<WebAppArgs, "site" | "retention" | "alarms">,
  domain: PlannedDomain | undefined,
  api: OpenRestApiPlan,
): StaticSitePlan => {
  const { cloudfront, password, redirects } = args.site;
  const site = {
    // The topic of the others is in another region.
    ...(args.alarms === false && { alarms: false as const }),
    ...commonOf(args),
    ...(redirects && { redirects }),
    ...(password && { visitors: { password } }),
    ...cloudfront,
    // Its certificate is made before the site is.
    ...(domain?.site && { domain: { names: domain.site.names, certificateArn: pulumi.output("") } }),
  };
  return planOwnOriginSite(name, site, api);
};

const cacheOf = ({ site }: Pick<WebAppArgs, "site">) => site.amplify?.cache ?? CACHE;

const planOnAmplify = (
  name: string,
  args: Pick<WebAppArgs, "site" | "retention" | "alarms">,
  domain: PlannedDomain | undefined,
): AmplifyAppPlan => {
  const { amplify, password, redirects = {} } = args.site;
  const moved = Object.entries(redirects).map(([source, redirect]) => {
    const { to: target, temporary = false } = typeof redirect === "string" ? { to: redirect } : redirect;
    return { source, target, status: temporary ? "302" : "301" } as const;
  });
  return within(
    name,
    (path) => `site.${path}`,
    () =>
      // Called otherwise than the API, which has alarms of the same names.
      planAmplifyApp(childName(name, "site"), {
        ...ownAlarms(args.alarms),
        ...commonOf(args),
        ...amplify,
        cache: cacheOf(args),
        config: { ...args.site.config },
        rules: [...moved, ...(amplify?.rules ?? [])],
        branches: { main: { production: password === undefined } },
        ...(password && { password }),
        ...(domain && { domain: { name: domain.name, subDomains: { [domain.prefix]: "main" } } }),
      }),
  );
};

const planLive = (
  name: string,
  { alarms, retention, logRole }: Pick<WebAppArgs, "alarms" | "retention" | "logRole">,
  live: WebAppArgs["live"],
): Settings<string>["live"] => {
  if (live === undefined || live instanceof WebSocketApi) return live;
  return within(
    name,
    (path) => `live.${path}`,
    () =>
      planWebSocketApi(childName(name, "live"), {
        ...ownAlarms(alarms),
        ...(retention !== undefined && { retention }),
        ...(logRole && { logRole }),
        ...live,
      }),
  );
};
