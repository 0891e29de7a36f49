import type * as pulumi from "@pulumi/pulumi";
import { either, input, object, oneOf, type Shape, text, without } from "../../core/args/args-shape";
import { type RestApiAlarms, type RestApiArgs, restApiShape } from "../../logic/rest-api/args";
import type { RouteAuth } from "../../logic/rest-api/route";
import type { SiteSecret } from "../../logic/rest-api/sites-only";
import { type WebSocketApiArgs, webSocketApiShape } from "../../logic/websocket-api/args";
import { WebSocketApi } from "../../logic/websocket-api/websocket-api";
import { type PatternDashboard, patternDashboardShape } from "../../operations/dashboard/args";
import { type AmplifyAppArgs, amplifyAppShape } from "../../presentation/amplify-app/args";
import { type StaticSiteArgs, staticSiteShape } from "../../presentation/static-site/args";
import type { SiteHeaders } from "../../presentation/static-site/headers";
import type { SitePassword } from "../../presentation/static-site/visitors";
import type { UserPoolArgs } from "../../presentation/user-pool/args";
import type { UserPool } from "../../presentation/user-pool/user-pool";
import { usersShape } from "../users";

/** What both hostings know of a site, in one set of words. */
type CommonSite = Pick<StaticSiteArgs, "folder" | "build" | "pages" | "config" | "headers" | "redirects" | "tags">;

/** Arguments of one hosting alone. */
type OnlyCloudFront = Omit<StaticSiteArgs, keyof CommonSite | "api" | "domain" | "visitors">;
type OnlyAmplify = Omit<AmplifyAppArgs, keyof CommonSite | "repository" | "branches" | "domain" | "password">;

export interface WebSite extends CommonSite {
  /**
   * Further sources are added to those that the page needs: of `connect-src` the site itself, its API, the users' pages and
   * the live updates.
   */
  readonly headers?: SiteHeaders;
  /** Asked for by browsers (HTTP Basic) while the site is not for everybody; its API has its tokens. @default none */
  readonly password?: SitePassword;
  /** What CloudFront alone has: caching rules, web ACL, countries, price class, … @default {} */
  readonly cloudfront?: OnlyCloudFront;
  /** What Amplify Hosting alone has: rules, caching by pattern, … @default { cache: { "/assets/*": "365 days" } } */
  readonly amplify?: OnlyAmplify;
}

/** Connections of the page, by `connect: { authorizer: { tickets } }` for whoever has a ticket that a route of the API issued. */
export type WebLive = Omit<WebSocketApiArgs, "logRole" | "retention" | "alarms">;

/** Names of one's own for the page, and for its API where it is elsewhere, below one domain. */
export interface WebDomain {
  /** `"example.com"`, a domain that is yours as a whole. */
  readonly name: string;
  /** What stands before it in the name of the page: `"www"`; `""` is the domain itself. @default "" */
  readonly site?: string;
  /**
   * What stands before it in the name of the API on Amplify Hosting: `"api"`; page and API are of one site then, and may
   * have a session. On CloudFront the API is on the page's own name. @default none: the name that API Gateway gives
   */
  readonly api?: string;
  /** The hosted zone of Route 53 that gets the records. @default none: they are told */
  readonly zoneId?: pulumi.Input<string>;
}

/** @typeParam Client Keys of the user pool's clients. */
export interface WebAppArgs<Client extends string = string> extends Omit<RestApiArgs, "cors" | "stage" | "sitesOnly"> {
  /**
   * Who serves the page. `"cloudfront"`: a private bucket behind CloudFront, and the API below `/api` of the same origin.
   * `"amplify"`: Amplify Hosting, and the API on an origin of its own, which lets in the pages of the site by CORS. The page
   * reads which from `/config.json`. Who changes it later replaces the site and keeps users, API and data.
   */
  readonly hosting: "cloudfront" | "amplify";
  readonly site: WebSite;
  /**
   * Who may sign in, or the arguments of such a pool; it has a `domain`, since the page signs in on the pages of it. The
   * page is a client of its own, `web`. Routes that ask for more than the default need a pool that is made.
   */
  readonly users: UserPool<Client> | UserPoolArgs<Client>;
  /** Who may call the routes that do not say it themselves. @default users.authorizer({ token: "access" }) */
  readonly auth?: RouteAuth;
  /** What the page is told without asking, by an API that is made, or such arguments. @default none */
  readonly live?: WebSocketApi | WebLive;
  /**
   * Where the page keeps what signs its user in again. `"cookie"`: in one that no script reads, set by routes of the API
   * (`POST /session`, `POST /session/refresh`, `DELETE /session`); page and API have to be of one site. `"memory"`: nowhere, after a
   * reload the sign-in pages are asked again.
   *
   * @default "cookie" where page and API are of one site, which default names of Amplify and API Gateway are not
   */
  readonly session?: "cookie" | "memory";
  /** @default the names that AWS gives */
  readonly domain?: WebDomain;
  /** Makes another secret by which the API knows its site; on CloudFront. @default { secret: 1 } */
  readonly sitesOnly?: SiteSecret;
  /** Alarms of the API, of live updates, and of users and a site in the same region that are made here. @default {} (all, no topic) */
  readonly alarms?: RestApiAlarms | false;
  /**
   * A dashboard of the site, of its API, of live updates, of what is behind them, and of the users. The first three of an
   * account are free.
   *
   * @default true
   */
  readonly dashboard?: boolean | PatternDashboard;
}

const { folder, build, pages, config, headers, redirects, tags } = staticSiteShape;
const common: Shape<CommonSite> = { folder, build, pages, config, headers, redirects, tags };
const ofCommon = Object.keys(common) as (keyof CommonSite)[];

const shape: Shape<WebAppArgs> = {
  // Every route has its target.
  ...without(restApiShape as Shape<RestApiArgs>, "cors", "stage"),
  hosting: oneOf("cloudfront", "amplify"),
  site: object<WebSite>({
    ...common,
    password: amplifyAppShape.password,
    cloudfront: object<OnlyCloudFront>(without(staticSiteShape, ...ofCommon, "api", "domain", "visitors")).optional(),
    amplify: object<OnlyAmplify>(
      without(amplifyAppShape, ...ofCommon, "repository", "branches", "domain", "password"),
    ).optional(),
  }),
  users: usersShape,
  live: either(
    (value) => value instanceof WebSocketApi,
    object<WebLive>(without(webSocketApiShape, "logRole", "retention", "alarms"), "a WebSocketApi"),
  ).optional(),
  session: oneOf("cookie", "memory").optional(),
  domain: object<WebDomain>({
    name: text('a domain, "example.com"'),
    site: text('what stands before the domain, "www" or ""').optional(),
    api: text('what stands before the domain, "api"').optional(),
    zoneId: input(text("the id of a hosted zone")).optional(),
  }).optional(),
  dashboard: patternDashboardShape,
};

export const webAppArgs = object(shape);
