import * as pulumi from "@pulumi/pulumi";
import type { Authorizer } from "../../core/authorizer";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { LambdaFunction } from "../../logic/function/lambda-function";
import { createAlarms } from "./alarms";
import type { TokenAuthorizerArgs } from "./args";
import { tokenAuthorizer } from "./authorizer";
import { type TokenAuthorizerNodes, tokenAuthorizerChildren } from "./children";
import { planTokenAuthorizer, type TokenAuthorizerPlan } from "./plan";

/**
 * Lets in who has a token of an identity provider that is not Amazon Cognito: a JWT in `Authorization: Bearer …`, signed by
 * a key that its issuer publishes. A function of this package looks at it; the functions behind know by `callerOf` who
 * calls, as they do of users of a pool.
 *
 * @throws {ArgsError} for issuers, audiences and routes that cannot be, before anything is registered.
 * @example
 * const tokens = new TokenAuthorizer("shop-tokens", {
 *   issuer: "https://login.example.com/",
 *   audience: "https://shop.example.com/api",
 * });
 * new RestApi("shop", { auth: tokens, routes: { "GET /tickets": { to: listTickets } } });
 */
export class TokenAuthorizer extends pulumi.ComponentResource implements Authorizer {
  readonly name: string;
  readonly settings: unknown;
  readonly scheme: Authorizer["scheme"];
  readonly invokes: Authorizer["invokes"];
  readonly callers: Authorizer["callers"];
  readonly uncached: Authorizer["uncached"];
  readonly opens: Authorizer["opens"];
  /** What was asked for, checked. */
  readonly plan: TokenAuthorizerPlan;
  readonly nodes: TokenAuthorizerNodes;

  constructor(
    name: string,
    args: TokenAuthorizerArgs | TokenAuthorizerPlan,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const plan = planTokenAuthorizer(name, args);
    super(componentType("TokenAuthorizer"), name, {}, opts);
    this.plan = plan;
    const guard = new LambdaFunction(plan.function.name, plan.function, { parent: this });
    const make = childrenOf(tokenAuthorizerChildren, this, name, plan.transform);
    this.nodes = { function: guard, ...createAlarms(make, plan, guard) };
    const authorizer = tokenAuthorizer(plan, guard);
    this.name = authorizer.name;
    this.settings = authorizer.settings;
    this.scheme = authorizer.scheme;
    this.invokes = authorizer.invokes;
    this.callers = authorizer.callers;
    this.uncached = authorizer.uncached;
    this.opens = authorizer.opens;
    this.registerOutputs({ functionName: guard.name });
  }
}
