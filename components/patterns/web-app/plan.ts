import * as pulumi from "@pulumi/pulumi";
import { ArgsError, within } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import type { Authorizer } from "../../core/authorizer";
import { childName } from "../../core/component/naming";
import { type Plan, planned, planOf } from "../../core/component/plan";
import { DEFAULT_HEADERS } from "../../logic/rest-api/cors";
import { planRestApi, type RestApiPlan } from "../../logic/rest-api/plan";
import { planWebSocketApi, type WebSocketApiPlan } from "../../logic/websocket-api/plan";
import { WebSocketApi } from "../../logic/websocket-api/websocket-api";
import { type DashboardPlan, planPatternDashboard } from "../../operations/dashboard/plan";
import type { AmplifyAppArgs } from "../../presentation/amplify-app/args";
import { type AmplifyAppPlan, planAmplifyApp } from "../../presentation/amplify-app/plan";
import type { SiteHeaders } from "../../presentation/static-site/headers";
import type { StaticSitePlan } from "../../presentation/static-site/plan";
import type { UserPoolClient } from "../../presentation/user-pool/clients/client";
import { planAddedClient, type UserPoolPlan } from "../../presentation/user-pool/plan";
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
  /** Where the page is, which is known last and asked for first, and what tells it. */
  readonly url: ReturnType<typeof pulumi.deferredOutput<string>>;
  readonly domain: PlannedDomain | undefined;
  readonly session: "cookie" | "memory";
  /** Made already, or to be made here. */
  readonly users: UserPool<Client> | UserPoolPlan<Client>;
  /** The page, as an app that users sign in with. */
  readonly client: UserPoolClient;
  /** Of the routes that name none; planned only, as the pool may be. `undefined` where all of them name one. */
  readonly byDefault: Authorizer | undefined;
  readonly api: RestApiPlan;
  readonly live: WebSocketApi | WebSocketApiPlan | undefined;
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
  const url = pulumi.deferredOutput<string>();
  const users = planUsers(name, given, args.alarms);
  const client = pageClient(url[0]);
  const all = planClient(name, planOf<UserPoolPlan<Client>>(users), client);
  const byDefault = planAuth(all, args);
  const api = planRestApi(name, {
    ...(byDefault && { auth: byDefault }),
    ...rest,
    stage: STAGE,
    ...(hosting === "cloudfront"
      ? { sitesOnly: sitesOnly ?? { secret: 1 } }
      : {
          cors: {
            origins: [domain === undefined ? url[0] : `https://${domain.host}`],
            headers: [...DEFAULT_HEADERS, ...OWN_HEADERS],
            credentials: session === "cookie",
          },
        }),
  });
  if (hosting === "amplify" && sitesOnly !== undefined)
    throw new ArgsError(name, "sitesOnly", 'must be absent with hosting "amplify": the API is not behind the site');
  return {
    hosted:
      hosting === "cloudfront"
        ? { hosting, site: planOnCloudFront(name, args, domain, api) }
        : { hosting, site: planOnAmplify(name, args, domain), cache: cacheOf(args) },
    headers: site.headers,
    url,
    domain,
    session,
    users,
    client,
    byDefault,
    api,
    live: planLive(name, args, live),
    dashboard: planPatternDashboard(name, dashboard),
  };
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

const pageClient = (url: pulumi.Output<string>): UserPoolClient => ({
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
  api: RestApiPlan,
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
      planAmplifyApp(name, {
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
  const { tickets, ...rest } = live;
  return within(
    name,
    (path) => (path === "connect.authorizer.tickets" ? "live.tickets" : `live.${path}`),
    () =>
      planWebSocketApi(childName(name, "live"), {
        ...ownAlarms(alarms),
        ...(retention !== undefined && { retention }),
        ...(logRole && { logRole }),
        ...rest,
        connect: { authorizer: { tickets } },
      }),
  );
};
