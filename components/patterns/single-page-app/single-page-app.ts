import * as pulumi from "@pulumi/pulumi";
import type { Authorizer } from "../../core/authorizer";
import { componentType } from "../../core/component/naming";
import { authorizedBy } from "../../logic/rest-api/plan";
import { RestApi } from "../../logic/rest-api/rest-api";
import { Dashboard } from "../../operations/dashboard/dashboard";
import { StaticSite } from "../../presentation/static-site/static-site";
import { TokenAuthorizer } from "../../presentation/token-authorizer/token-authorizer";
import type { SinglePageAppArgs } from "./args";
import { isTokenPlan, planSinglePageApp, type SinglePageAppPlan } from "./plan";

/**
 * An app in browsers and its API on one origin: static files in S3 behind CloudFront, and under `/api` a REST API that
 * takes the tokens of an outside identity provider and lets nobody past the site. Functions with a role of their own
 * stand behind it, and what they are linked to.
 *
 * Composes StaticSite, TokenAuthorizer, RestApi and Dashboard.
 *
 * @throws {ArgsError} for what one of its parts would refuse, before anything is registered.
 * @example
 * const shop = new SinglePageApp("shop", {
 *   site: { folder: "sites/shop/dist" },
 *   tokens: { issuer: "https://login.example.com/", audience: "shop" },
 *   routes: { "GET /shows": { to: listShows, auth: "none" }, "POST /tickets": { to: bookTickets, body: Booking } },
 * });
 * export const shopUrl = shop.url;
 */
export class SinglePageApp extends pulumi.ComponentResource {
  /** Of the app, without a slash at its end. */
  readonly url: pulumi.Output<string>;
  /** Base of the API's URLs, on the app's origin. */
  readonly apiUrl: pulumi.Output<string>;
  readonly site: StaticSite;
  readonly tokens: Authorizer;
  readonly api: RestApi;
  readonly dashboard: Dashboard | undefined;
  readonly plan: SinglePageAppPlan;

  constructor(name: string, args: SinglePageAppArgs | SinglePageAppPlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planSinglePageApp(name, args);
    super(componentType("SinglePageApp"), name, {}, opts);
    const parent = { parent: this };
    this.plan = plan;
    this.tokens = isTokenPlan(plan.tokens) ? new TokenAuthorizer(plan.tokens.name, plan.tokens, parent) : plan.tokens;
    this.api = new RestApi(name, authorizedBy(plan.api, plan.byDefault, this.tokens), parent);
    this.site = new StaticSite(name, { ...plan.site, apis: [this.api] }, parent);
    const shows = [this.site, ...(plan.dashboard?.shows ?? [])];
    this.dashboard = plan.dashboard && new Dashboard(name, { ...plan.dashboard, shows }, parent);
    this.url = this.site.url;
    this.apiUrl = pulumi.interpolate`${this.url}/${plan.api.stage}`;
    this.registerOutputs({ url: this.url, apiUrl: this.apiUrl });
  }
}
