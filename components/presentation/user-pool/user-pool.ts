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
import { type UserPoolNodes, userPoolChildren } from "./children";
import { userPoolLink } from "./links";
import { createNodes } from "./nodes";
import { planUserPool, type UserPoolPlan } from "./plan";
import { signInUrl } from "./sign-in-url";
import { userPoolWidgets } from "./widgets";

/** A client that is made. */
export interface MadeClient {
  readonly id: pulumi.Output<string>;
  /** Of a confidential client, secret in Pulumi's state and outputs; of a public one the empty text. */
  readonly secret: pulumi.Output<string>;
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
  readonly clients: Readonly<Record<Client, MadeClient>>;
  /** Base of Cognito's pages and of its OAuth endpoints, without a slash at its end; `undefined` without a domain. */
  readonly domainUrl: pulumi.Output<string> | undefined;
  /** The page on which users sign in to the first client with `login`; `undefined` where none has it. */
  readonly signInUrl: pulumi.Output<string> | undefined;
  /** What was asked for, checked. */
  readonly plan: UserPoolPlan<Client>;
  readonly nodes: UserPoolNodes;

  constructor(
    name: string,
    args: UserPoolArgs<Client> | UserPoolPlan<Client>,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const plan = planUserPool(name, args);
    super(componentType("UserPool"), name, {}, opts);
    this.plan = plan;
    this.nodes = createNodes(childrenOf(userPoolChildren, this, name, plan.transform), plan);
    const { pool, clients, domain } = this.nodes;
    this.id = pool.id;
    this.arn = pool.arn;
    this.issuer = pulumi.interpolate`https://${pool.endpoint}`;
    // Made for each key of the plan.
    this.clients = Object.fromEntries(
      Object.entries(clients).map(([key, { id, clientSecret }]) => [key, { id, secret: pulumi.secret(clientSecret) }]),
    ) as Record<Client, MadeClient>;
    this.domainUrl = domain && domainUrl(this, plan, domain.domain);
    this.signInUrl = this.domainUrl && signInUrl(this.domainUrl, plan, clients);
    this.registerOutputs({ id: this.id, arn: this.arn, issuer: this.issuer, signInUrl: this.signInUrl });
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
