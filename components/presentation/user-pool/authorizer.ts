import * as pulumi from "@pulumi/pulumi";
import { ArgsError, within } from "../../core/args/args-error";
import { list, object, oneOf, text } from "../../core/args/args-shape";
import { checkArgs } from "../../core/args/check-args";
import type { Authorizer, SecurityScheme } from "../../core/authorizer";
import type { SharedUserPool } from "./adopted-users";
import type { UserPoolNodes } from "./children";
import { type ClientSettings, REFRESH } from "./clients/client-settings";
import type { UserPoolPlan } from "./plan";
import { ownScopes, SIGNED_IN, STANDARD_SCOPES } from "./scopes";
import { tokenTrigger } from "./triggers";

/**
 * Whom a route lets in, by the token that a client sends in `Authorization`.
 *
 * Of both kinds the gateway checks signature, issuer and end. Of an access token it also asks for one of the scopes; a
 * route without scopes takes id tokens, and only these. Which client a token is for it does not know: `rest` and
 * `callerOf` of `serverless-tiers/runtime` check that in the function behind the route, which has to use one of them
 * where `clients` names fewer than the pool has.
 */
export type UserPoolAuthorizerArgs<Client extends string = string> =
  | {
      /** What apps are given to call APIs with. */
      readonly token: "access";
      /**
       * Of which the token has to have one. What own forms sign in has the default, as has a client of managed login with
       * that scope; scopes of one's own come by managed login, by client credentials, or by a trigger.
       *
       * @default ["aws.cognito.signin.user.admin"]
       */
      readonly scopes?: readonly string[];
      /** Clients of the pool whose tokens count. @default all of them */
      readonly clients?: readonly Client[];
    }
  | {
      /** What says who the user is, with all attributes that the client may read. */
      readonly token: "id";
      readonly clients?: readonly Client[];
    };

const CLIENTS = list(text("the key of a client"), 'a list of clients of the pool, ["app"]').optional();

const SHAPE = object<{ token: string; scopes?: unknown; clients?: unknown }>({
  token: oneOf("id", "access"),
  scopes: list(text("a scope"), 'a list of scopes, ["shop/book"]').optional(),
  clients: CLIENTS,
});

/** @param nodes Absent while the pool is planned only: whoever makes the API names the authorizer of the pool in its place. */
export const userPoolAuthorizer = (
  plan: UserPoolPlan,
  nodes: Pick<UserPoolNodes, "pool" | "clients"> | undefined,
  args: UserPoolAuthorizerArgs,
): Authorizer => authorizerOf(sharedPool(plan, nodes), args);

/** What is to be known of a pool, by what it is planned to be. */
export const sharedPool = (
  plan: UserPoolPlan,
  nodes: Pick<UserPoolNodes, "pool" | "clients"> | undefined,
): SharedUserPool => ({
  name: plan.name,
  arn: nodes?.pool.arn ?? "",
  clients: Object.fromEntries(
    Object.entries(plan.clients).map(([key, client]) => [
      key,
      { id: nodes?.clients[key]?.id ?? key, scopes: carriedBy(client) },
    ]),
  ),
  groups: Object.keys(plan.groups),
  // A trigger of this version may give a token any scope.
  scopes:
    (tokenTrigger(plan.triggers)?.version ?? 1) > 1 ? "any" : [...STANDARD_SCOPES, ...ownScopes(plan.resourceServers)],
});

export const authorizerOf = (pool: SharedUserPool, args: UserPoolAuthorizerArgs): Authorizer => {
  within(
    pool.name,
    (path) => (path === "arguments" ? "authorizer" : `authorizer.${path}`),
    () => checkArgs(pool.name, args, SHAPE),
  );
  const clients = clientsOf(pool, args.clients);
  const scopes = scopesOf(pool, args, clients);
  return {
    name: pool.name,
    settings: { userPool: pool.name },
    scopes,
    callers: {
      token: args.token,
      clients: clients.flatMap((key) => pool.clients[key]?.id ?? []),
      narrowed: clients.length < Object.keys(pool.clients).length,
      groups: pool.groups,
    },
    scheme: () => {
      if (pool.arn === "") throw new Error(`user pool ${pool.name} is planned only`);
      return scheme(pool.arn);
    },
  };
};

const scheme = (arn: pulumi.Input<string>): pulumi.Output<SecurityScheme> =>
  pulumi.output(arn).apply(
    (arn): SecurityScheme => ({
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authtype": "cognito_user_pools",
      "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: [arn] },
    }),
  );

const scopesOf = (
  pool: SharedUserPool,
  args: UserPoolAuthorizerArgs,
  clients: readonly string[],
): readonly string[] => {
  const refuse = (rule: string): never => {
    throw new ArgsError(pool.name, "authorizer.scopes", rule);
  };
  const given = "scopes" in args ? args.scopes : undefined;
  if (args.token === "id")
    return given === undefined ? [] : refuse('must be absent for token "id", which has none; token "access" has them');
  const scopes = given ?? [SIGNED_IN];
  if (scopes.length === 0) refuse("must hold one at least: the gateway takes id tokens where a route asks for none");
  const { scopes: known } = pool;
  if (known === "any") return scopes;
  const unknown = scopes.find((scope) => !known.includes(scope));
  if (unknown !== undefined)
    refuse(
      `must be of ${known.join(", ")} (one is ${JSON.stringify(unknown)}, which no token would have): name it among resourceServers, or give it by a trigger preTokenGeneration of version 2`,
    );
  const carried = new Set(clients.flatMap((key) => pool.clients[key]?.scopes ?? []));
  if (!scopes.some((scope) => carried.has(scope)))
    refuse(
      `must have one that tokens of ${clients.join(", ")} carry, ${[...carried].sort().join(", ")} (there is ${scopes.join(", ")}): login.scopes or machine.scopes of a client give it others`,
    );
  return scopes;
};

/** Scopes of the access tokens of a client. */
const carriedBy = ({ flows, oauth }: ClientSettings): readonly string[] => {
  const ownForms = flows.some((flow) => flow !== REFRESH);
  return [...(ownForms ? [SIGNED_IN] : []), ...(oauth?.scopes ?? [])];
};

const clientsOf = ({ name, clients }: SharedUserPool, given: readonly string[] | undefined): readonly string[] => {
  const all = Object.keys(clients);
  if (all.length === 0)
    throw new ArgsError(
      name,
      "clients",
      "must hold one at least before routes ask for its tokens, or addClient must have added one",
    );
  if (given === undefined) return all;
  const refuse = (found: string): never => {
    throw new ArgsError(name, "authorizer.clients", `must be of the pool's clients, ${all.join(", ")} (${found})`);
  };
  if (given.length === 0) refuse("there is none: nobody would be let in");
  const unknown = given.find((key) => !all.includes(key));
  if (unknown !== undefined) refuse(`one is ${JSON.stringify(unknown)}`);
  return [...new Set(given)];
};
