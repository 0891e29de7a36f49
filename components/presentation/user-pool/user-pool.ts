import * as pulumi from "@pulumi/pulumi";
import type { Authorizer } from "../../core/authorizer";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import type { Watched, Widget } from "../../core/widget";
import type { UserPoolArgs } from "./args";
import { type UserPoolAuthorizerArgs, userPoolAuthorizer } from "./authorizer";
import { type MakeUserPoolChild, type UserPoolNodes, userPoolChildren } from "./children";
import { clientDefinition } from "./client";
import { poolDefinition } from "./definition";
import { planUserPool, type UserPoolPlan } from "./plan";
import { userPoolWidgets } from "./widgets";

/** A client that is made. */
export interface MadeClient {
  readonly id: pulumi.Output<string>;
  /** Of a confidential client, secret in Pulumi's state and outputs; of a public one the empty text. */
  readonly secret: pulumi.Output<string>;
}

/**
 * Users who sign up and in, the apps that they do it with, and the tokens that say who they are: an Amazon Cognito user
 * pool, on the Lite plan.
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
    const { pool, clients } = this.nodes;
    this.id = pool.id;
    this.arn = pool.arn;
    this.issuer = pulumi.interpolate`https://${pool.endpoint}`;
    // Made for each key of the plan.
    this.clients = Object.fromEntries(
      Object.entries(clients).map(([key, { id, clientSecret }]) => [key, { id, secret: pulumi.secret(clientSecret) }]),
    ) as Record<Client, MadeClient>;
    this.registerOutputs({ id: this.id, arn: this.arn, issuer: this.issuer });
  }

  /**
   * Who may call a route, by a token of this pool.
   *
   * @throws {ArgsError} for scopes that no token would have, and for clients that the pool has not.
   */
  authorizer(args: UserPoolAuthorizerArgs<Client>): Authorizer {
    return userPoolAuthorizer(this.plan, this.nodes, args);
  }

  widgets(): Widget[] {
    return userPoolWidgets(this);
  }
}

const createNodes = (make: MakeUserPoolChild, plan: UserPoolPlan): UserPoolNodes => {
  const pool = make("pool", undefined, poolDefinition(plan), { protect: plan.protected });
  const userPoolId = pool.id;
  const clients = Object.entries(plan.clients).map(
    ([key, client]) => [key, make("clients", key, { userPoolId, ...clientDefinition(client) })] as const,
  );
  const groups = Object.entries(plan.groups).map(
    ([name, { precedence, description, role }]) =>
      [
        name,
        make("groups", `group-${name}`, {
          userPoolId,
          name,
          ...(precedence !== undefined && { precedence }),
          ...(description !== undefined && { description }),
          ...(role !== undefined && { roleArn: role }),
        }),
      ] as const,
  );
  return { pool, clients: Object.fromEntries(clients), groups: Object.fromEntries(groups) };
};
