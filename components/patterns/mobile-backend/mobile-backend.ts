import * as pulumi from "@pulumi/pulumi";
import { componentType } from "../../core/component/naming";
import { authorizedBy } from "../../logic/rest-api/plan";
import { RestApi } from "../../logic/rest-api/rest-api";
import { Dashboard } from "../../operations/dashboard/dashboard";
import { UserPool } from "../../presentation/user-pool/user-pool";
import { BY_DEFAULT } from "../users";
import type { MobileBackendArgs } from "./args";
import { type MobileBackendPlan, planMobileBackend } from "./plan";

/**
 * An API for apps on phones that knows who calls: users sign in with Cognito, and every route asks for their access token
 * unless it says otherwise. Functions with a role of their own stand behind it, and what they are linked to.
 *
 * Composes UserPool, RestApi and Dashboard.
 *
 * @throws {ArgsError} for what one of its parts would refuse, before anything is registered.
 * @example
 * const users = new UserPool("people", { signIn: "email", clients: { app: { kind: "public" } } });
 * const shows = new Table("shows", { key: { partition: "showId" } });
 * const getShow = new LambdaFunction("get-show", {
 *   entry: "handlers/shows/get-show.handler.ts",
 *   links: { shows: shows.read() },
 * });
 * const mobile = new MobileBackend("mobile", { users, routes: { "GET /shows/{showId}": { to: getShow } } });
 * export const mobileUrl = mobile.url;
 */
export class MobileBackend<Client extends string = string> extends pulumi.ComponentResource {
  /** Base of all URLs, without a slash at its end. */
  readonly url: pulumi.Output<string>;
  readonly users: UserPool<Client>;
  readonly api: RestApi;
  readonly dashboard: Dashboard | undefined;
  readonly plan: MobileBackendPlan<Client>;

  constructor(
    name: string,
    args: MobileBackendArgs<Client> | MobileBackendPlan<Client>,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const plan = planMobileBackend(name, args);
    super(componentType("MobileBackend"), name, {}, opts);
    const parent = { parent: this };
    this.plan = plan;
    this.users = plan.users instanceof UserPool ? plan.users : new UserPool(name, plan.users, parent);
    const api =
      plan.byDefault === undefined
        ? plan.api
        : authorizedBy(plan.api, plan.byDefault, this.users.authorizer(BY_DEFAULT));
    this.api = new RestApi(name, api, parent);
    const shows = [this.api, this.users, ...(plan.dashboard?.shows ?? [])];
    this.dashboard = plan.dashboard && new Dashboard(name, { ...plan.dashboard, shows }, parent);
    this.url = this.api.url;
    this.registerOutputs({ url: this.url });
  }
}
