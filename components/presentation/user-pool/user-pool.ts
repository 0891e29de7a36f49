import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import type { Authorizer } from "../../core/authorizer";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import type { Link } from "../../core/rights/link";
import type { Watched, Widget } from "../../core/widget";
import type { SharedUserPool } from "./adopted-users";
import type { UserPoolArgs } from "./args";
import { sharedPool, type UserPoolAuthorizerArgs, userPoolAuthorizer } from "./authorizer";
import { type MakeUserPoolChild, type UserPoolNodes, userPoolChildren } from "./children";
import type { UserPoolClient } from "./clients/client";
import type { ClientSettings } from "./clients/client-settings";
import { userPoolLink } from "./links";
import { createNodes, withClient } from "./nodes";
import { planAddedClient, planUserPool, type UserPoolPlan } from "./plan";
import { signInUrl } from "./sign-in-url";
import { userPoolWidgets } from "./widgets";

/** A client that is made. */
export interface MadeClient {
  readonly id: pulumi.Output<string>;
  /** Of a confidential client, secret in Pulumi's state and outputs; of a public one the empty text. */
  readonly secret: pulumi.Output<string>;
  /** The page on which users sign in to it, without the parts of PKCE; `undefined` without `login`. */
  readonly signInUrl: pulumi.Output<string> | undefined;
}

/**
 * Users who sign up and in, the apps that they do it with, and the tokens that say who they are: an Amazon Cognito user
 * pool, on the Lite plan unless something asks for more.
 *
 * @throws {ArgsError} for values that AWS would refuse, before anything is registered.
 * @example
 * const users = new UserPool("people", { signIn: "email", clients: { app: { kind: "public" } }, groups: ["organisers"] });
 * new RestApi("shows", { auth: users.authorizer({ token: "access" }), routes: { "GET /shows": { to: listShows } } });
 */
export class UserPool<Client extends string = string> extends pulumi.ComponentResource implements Watched {
  /** `eu-west-1_AbCdEfGhI`. */
  readonly id: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** `iss` of its tokens, a URL; discovery and keys are below it. */
  readonly issuer: pulumi.Output<string>;
  /** Base of Cognito's pages and of its OAuth endpoints, without a slash at its end; `undefined` without a domain. */
  readonly domainUrl: pulumi.Output<string> | undefined;
  private made: { readonly plan: UserPoolPlan<Client>; readonly nodes: UserPoolNodes };

  constructor(
    name: string,
    args: UserPoolArgs<Client> | UserPoolPlan<Client>,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const plan = planUserPool(name, args);
    super(componentType("UserPool"), name, {}, opts);
    const nodes = createNodes(this.make(plan), plan);
    this.made = { plan, nodes };
    const { pool, domain } = nodes;
    this.id = pool.id;
    this.arn = pool.arn;
    this.issuer = pulumi.interpolate`https://${pool.endpoint}`;
    this.domainUrl = domain && domainUrl(this, plan, domain.domain);
    this.registerOutputs({ id: this.id, arn: this.arn, issuer: this.issuer, signInUrl: this.signInUrl });
  }

  /** What was asked for, checked. */
  get plan(): UserPoolPlan<Client> {
    return this.made.plan;
  }

  get nodes(): UserPoolNodes {
    return this.made.nodes;
  }

  get clients(): Readonly<Record<Client, MadeClient>> {
    const made = Object.entries<ClientSettings>(this.plan.clients).flatMap(([key, settings]) => {
      const { id, clientSecret } = this.nodes.clients[key] ?? {};
      if (id === undefined || clientSecret === undefined) return [];
      return [[key, { id, secret: pulumi.secret(clientSecret), signInUrl: signInUrl(this.domainUrl, settings, id) }]];
    });
    // Made for each key of the plan.
    return Object.fromEntries(made) as Record<Client, MadeClient>;
  }

  /** The page on which users sign in to the first client with `login`; `undefined` where none has it. */
  get signInUrl(): pulumi.Output<string> | undefined {
    const urls = Object.values<MadeClient>(this.clients).map((client) => client.signInUrl);
    return urls.find((url) => url !== undefined);
  }

  /**
   * One more app that users sign in with, for whoever is handed the pool: a site whose address is known only once it is
   * deployed. The pool has it from then on, so that authorizers made before know nothing of it.
   *
   * @throws {ArgsError} for a key that is taken, and for what the pool refuses of its own clients.
   * @example
   * const { id } = users.addClient("web", {
   *   kind: "public",
   *   login: { callbackUrls: [pulumi.interpolate`${site.url}/signed-in`] },
   * });
   */
  addClient(key: string, client: UserPoolClient): MadeClient {
    const plan = planAddedClient(this.plan, key, client);
    this.made = { plan, nodes: withClient(this.make(plan), plan, this.nodes, key) };
    const added: Readonly<Record<string, MadeClient>> = this.clients;
    // Made for each key of the plan.
    return added[key] as MadeClient;
  }

  private make({ name, transform }: UserPoolPlan): MakeUserPoolChild {
    return childrenOf(userPoolChildren, this, name, transform);
  }

  /**
   * Who may call a route, by a token of this pool.
   *
   * @throws {ArgsError} for scopes that no token would have, and for clients that the pool has not.
   */
  authorizer(args: UserPoolAuthorizerArgs<Client>): Authorizer {
    return userPoolAuthorizer(this.plan, this.nodes, args);
  }

  /** What another stack has to know to let its users in. */
  get shared(): SharedUserPool {
    return sharedPool(this.plan, this.nodes);
  }

  /** To look users and groups up: `PEOPLE_USER_POOL_ID` under a link `people`. */
  read(): Link {
    return userPoolLink(this.plan, this.nodes.pool, "read");
  }

  /** To make, change, lock and delete users as well, to give passwords, and to say who is in a group. */
  manage(): Link {
    return userPoolLink(this.plan, this.nodes.pool, "manage");
  }

  widgets(): Widget[] {
    return userPoolWidgets(this);
  }
}

/** Cognito names a domain of its own by the prefix alone. */
const domainUrl = (
  parent: pulumi.Resource,
  { domain }: UserPoolPlan,
  name: pulumi.Output<string>,
): pulumi.Output<string> => {
  if (domain === undefined || "name" in domain) return pulumi.interpolate`https://${name}`;
  const { region } = getRegionOutput({}, { parent });
  return pulumi.interpolate`https://${name}.auth.${region}.amazoncognito.com`;
};
