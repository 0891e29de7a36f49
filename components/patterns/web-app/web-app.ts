import * as pulumi from "@pulumi/pulumi";
import { childName, componentType } from "../../core/component/naming";
import { authorizedBy, directed, type RestApiPlan } from "../../logic/rest-api/plan";
import { RestApi } from "../../logic/rest-api/rest-api";
import { WebSocketApi } from "../../logic/websocket-api/websocket-api";
import { Dashboard } from "../../operations/dashboard/dashboard";
import { AmplifyApp } from "../../presentation/amplify-app/amplify-app";
import { customHeaders } from "../../presentation/amplify-app/custom-headers";
import { ApiDomain } from "../../presentation/api-domain/api-domain";
import { Domain } from "../../presentation/domain/domain";
import { planHeaders } from "../../presentation/static-site/headers";
import { StaticSite } from "../../presentation/static-site/static-site";
import { sessionFunction, sessionVariables } from "../../presentation/user-pool/session";
import { type MadeClient, UserPool } from "../../presentation/user-pool/user-pool";
import { BY_DEFAULT } from "../users";
import type { WebAppArgs } from "./args";
import { CLIENT, planWebApp, SESSION_KEYS, type WebAppPlan } from "./plan";
import { connecting } from "./sources";

/**
 * An app in browsers for users of Cognito, on CloudFront or on Amplify Hosting: the same page, the same API with functions
 * of a role each, and what it is told without asking.
 *
 * On CloudFront the API is on the page's own origin and lets nobody past the site. On Amplify it has an origin of its own
 * and lets in the pages of the site. The page finds out from `/config.json`: `apiUrl`, `hosting`, `session`, `issuer`, `clientId`,
 * `signInUrl`, `liveUrl`, and what `site.config` adds.
 *
 * Composes UserPool, RestApi, WebSocketApi, StaticSite or AmplifyApp, and Dashboard; with names of one's own Domain and ApiDomain.
 *
 * @throws {ArgsError} for what one of its parts would refuse, and for a session that no browser would keep, before anything
 * is registered.
 * @example
 * const users = new UserPool("organisers", { signIn: "email", domain: { prefix: "box-office" } });
 * const web = new WebApp("web", {
 *   hosting: "amplify",
 *   site: { folder: "sites/box-office/dist" },
 *   users,
 *   routes: { "GET /shows": { to: listShows }, "POST /shows": { to: organise, body: NewShow, groups: ["organisers"] } },
 * });
 * export const webUrl = web.url;
 */
export class WebApp<Client extends string = string> extends pulumi.ComponentResource {
  /** Of the page, without a slash at its end. */
  readonly url: pulumi.Output<string>;
  /** Base of the API's URLs, without a slash at its end. */
  readonly apiUrl: pulumi.Output<string>;
  readonly users: UserPool<Client>;
  /** The page, as an app that users sign in with. */
  readonly client: MadeClient;
  readonly site: StaticSite | AmplifyApp;
  readonly api: RestApi;
  readonly live: WebSocketApi | undefined;
  readonly dashboard: Dashboard | undefined;
  readonly plan: WebAppPlan<Client>;

  constructor(name: string, args: WebAppArgs<Client> | WebAppPlan<Client>, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planWebApp(name, args);
    super(componentType("WebApp"), name, {}, opts);
    const parent = { parent: this };
    this.plan = plan;
    this.users = plan.users instanceof UserPool ? plan.users : new UserPool(name, plan.users, parent);
    this.client = this.users.addClient(CLIENT, plan.client);
    this.api = new RestApi(name, this.planApi(), parent);
    this.live =
      plan.live === undefined || plan.live instanceof WebSocketApi
        ? plan.live
        : new WebSocketApi(plan.live.name, plan.live, parent);
    const { domain, hosted } = plan;
    const ownApi =
      domain?.api &&
      new ApiDomain(
        childName(name, "api"),
        { domain: new Domain(domain.api.name, domain.api, parent), apis: { "": this.api } },
        parent,
      );
    const elsewhere = hosted.hosting === "amplify";
    this.site = this.createSite(elsewhere ? (ownApi?.urls[""] ?? this.api.url) : undefined);
    plan.page.tell(this.site.url);
    this.url = this.site.url;
    this.apiUrl = elsewhere ? (ownApi?.urls[""] ?? this.api.url) : pulumi.interpolate`${this.url}/${plan.api.stage}`;
    const shows = [
      this.site,
      ...(elsewhere ? [this.api] : []),
      ...(this.live ? [this.live] : []),
      this.users,
      ...(plan.dashboard?.shows ?? []),
    ];
    this.dashboard = plan.dashboard && new Dashboard(name, { ...plan.dashboard, shows }, parent);
    this.registerOutputs({ url: this.url, apiUrl: this.apiUrl });
  }

  /** That of the plan, with what has been made since. */
  private planApi(): RestApiPlan {
    const { name, api, byDefault, session, page, retention } = this.plan;
    const sessions =
      session === "cookie"
        ? sessionFunction(childName(name, "session"), { ...retention, tracing: api.tracing }, { parent: this })
        : undefined;
    const targets = sessions && Object.fromEntries(SESSION_KEYS.map((key) => [key, sessions]));
    const variables = sessions && sessionVariables(this.users, CLIENT, [page.url]);
    const known = { ...directed(api, targets ?? {}), variables: { ...api.variables, ...variables } };
    return byDefault ? authorizedBy(known, byDefault, this.users.authorizer(BY_DEFAULT)) : known;
  }

  private createSite(apiUrl: pulumi.Output<string> | undefined): StaticSite | AmplifyApp {
    const { hosted, headers: given, session, domain, api } = this.plan;
    const { domainUrl } = this.users;
    const apiOrigin =
      apiUrl && (domain?.api ? `https://${domain.api.names[0]}` : pulumi.interpolate`https://${this.api.host}`);
    const live = this.live?.url.apply((url) => new URL(url).origin);
    const needed = [apiOrigin, domainUrl, live].flatMap((source) => source ?? []);
    const headers = connecting(given, needed);
    const config = {
      apiUrl: apiUrl ?? `/${api.stage}`,
      hosting: hosted.hosting,
      session,
      issuer: this.users.issuer,
      clientId: this.client.id,
      signInUrl: domainUrl,
      ...(this.live && { liveUrl: this.live.url }),
      ...hosted.site.config,
    };
    const parent = { parent: this };
    if (hosted.hosting === "amplify") {
      const { name } = hosted.site;
      return new AmplifyApp(
        name,
        { ...hosted.site, config, headers: customHeaders(name, headers, hosted.cache) },
        parent,
      );
    }
    const { site } = hosted;
    const names = domain?.site && { domain: new Domain(domain.site.name, domain.site, parent) };
    return new StaticSite(
      site.name,
      { ...site, ...names, apis: [this.api], config, headers: planHeaders(site.name, headers) },
      parent,
    );
  }
}
