import { GROUP_NAME } from "../../contracts/caller";
import { ArgsError } from "../../core/args/args-error";
import { duration, list, object, oneOf, text } from "../../core/args/args-shape";
import { checkArgs } from "../../core/args/check-args";
import { type Duration, toSeconds } from "../../core/args/duration";
import type { Authorizer, SecurityScheme, TokenCallers } from "../../core/authorizer";
import { planOf } from "../../core/component/plan";
import type { LambdaFunction } from "./lambda-function";
import type { LambdaFunctionPlan } from "./plan";
import { invocationUri } from "./target";

/** Where a request says who is calling: a header, a parameter of the query, or what the gateway itself knows. */
export type IdentitySource = `${"header" | "query" | "context" | "stageVariables"}.${string}`;

export interface LambdaAuthorizerArgs {
  /**
   * What the function is shown: `"token"`, the value of one header as `authorizationToken`; `"request"`, the request
   * without its body.
   *
   * @default "token"
   */
  readonly kind?: "token" | "request";
  /**
   * What the caller is told by. A request without one of them is refused (401), and the function is not asked. Of
   * `"token"` one header; of `"request"` any, and none only with `cache: "none"`.
   *
   * @default ["header.Authorization"]
   */
  readonly identitySources?: readonly IdentitySource[];
  /** A regular expression for the whole token; another token is refused (401) unasked. Of `"token"` only. @default any */
  readonly validationExpression?: string;
  /**
   * How long the answer for one caller is kept, 1 second to 1 hour, or `"none"`. It is kept for all routes of the API:
   * the policy that the function returns has to speak of all of them, and not of the one that was called. A caller who
   * is shut out gets in until then.
   *
   * @default "5 minutes", that of AWS
   */
  readonly cache?: Duration | "none";
  /** What the API calls it; several that ask one function need one each. @default the name of the function */
  readonly name?: string;
  /**
   * The function says in its `context` who calls, as `TokenAuthorizer` does: `sub`, `exp` (seconds since 1970), `client_id`,
   * `scope` with blanks, `roles` with commas and `token_use: "access"`, all of them texts. Functions behind it then know it by
   * `callerOf` of `serverless-tiers/runtime/caller`. What is kept ends with the token: `rest` and `callerOf` look at `exp`, and
   * routes that lead elsewhere are asked each time.
   *
   * @default none: nobody behind is told who calls
   */
  readonly callers?: TokenCallersArgs;
}

export interface TokenCallersArgs {
  /** Roles that routes may ask for, by `groups`. @default [] */
  readonly roles?: readonly string[];
  /** For how long a token counts that has ended, since clocks differ; 5 minutes at most. @default "0 seconds" */
  readonly skew?: Duration;
}

const shape = object<LambdaAuthorizerArgs>({
  kind: oneOf("token", "request").optional(),
  identitySources: list(text("a source"), 'a list of sources, ["header.Authorization"]').optional(),
  validationExpression: text("a regular expression").optional(),
  cache: duration.optional(),
  name: text("a name").optional(),
  callers: object<TokenCallersArgs>({
    roles: list(text("a role"), 'a list of roles, ["organisers"]').optional(),
    skew: duration.optional(),
  }).optional(),
});

/**
 * A function that says who may call: `{ principalId, policyDocument, context? }`, or throws `Unauthorized` (401).
 *
 * @param guard Made, or planned only: whoever makes the API names the authorizer of the made one in its place.
 * @throws {ArgsError} for what API Gateway would refuse, before anything that uses it is registered.
 * @example
 * const guard = lambdaAuthorizer(checkToken, { validationExpression: "Bearer .+", cache: "1 minute" });
 * new RestApi("shows", { auth: guard, routes: { "GET /shows": { to: listShows } } });
 */
export const lambdaAuthorizer = (
  guard: LambdaFunction | LambdaFunctionPlan,
  args: LambdaAuthorizerArgs = {},
): Authorizer => {
  const plan = planOf<LambdaFunctionPlan>(guard);
  checkArgs(plan.name, args, shape);
  const { kind = "token", identitySources = ["header.Authorization"], validationExpression, name = plan.name } = args;
  const { cache = "5 minutes" } = args;
  const refuse = (at: string, rule: string): never => {
    throw new ArgsError(name, at, rule);
  };
  const sources = identitySources.map(
    (source) => expressionOf(source) ?? refuse("identitySources", sourceRule(source)),
  );
  const ttl = cache === "none" ? 0 : toSeconds(name, "cache", cache, { min: "1 second", max: "1 hour" });
  if (kind === "token" && !(sources.length === 1 && identitySources[0]?.startsWith("header.")))
    refuse("identitySources", `must be one header for kind "token" (it is ${JSON.stringify(identitySources)})`);
  if (sources.length === 0 && ttl > 0)
    refuse("identitySources", `must name by what callers are told apart, or cache has to be "none"`);
  if (validationExpression !== undefined && kind !== "token")
    refuse("validationExpression", `must be absent for kind "request", which has no token to hold against it`);
  if (validationExpression !== undefined && !isExpression(validationExpression))
    refuse("validationExpression", `must be a regular expression (it is ${JSON.stringify(validationExpression)})`);
  const callers = args.callers && tokenCallers(name, args.callers);
  const settings = {
    type: kind,
    // The header of a token is the name of the scheme.
    ...(kind === "request" && sources.length > 0 && { identitySource: sources.join(",") }),
    ...(validationExpression !== undefined && { identityValidationExpression: validationExpression }),
    authorizerResultTtlInSeconds: ttl,
  };
  return {
    name,
    settings: { ...settings, sources, function: plan.name },
    ...("invokes" in guard && { invokes: guard.invokes }),
    ...(callers && { callers }),
    ...(callers &&
      ttl > 0 && { uncached: lambdaAuthorizer(guard, { ...args, cache: "none", name: `${name}-uncached` }) }),
    scheme: (place) => {
      if (!("aliasArn" in guard)) throw new Error(`function ${name} is planned only`);
      return invocationUri(guard.aliasArn, place).apply(
        (authorizerUri): SecurityScheme => ({
          // The import takes no other type, and asks for a name that only kind "token" reads.
          type: "apiKey",
          in: "header",
          name: kind === "token" ? (identitySources[0] ?? "").replace(/^header\./, "") : "Unused",
          "x-amazon-apigateway-authtype": "custom",
          "x-amazon-apigateway-authorizer": { ...settings, authorizerUri },
        }),
      );
    },
  };
};

const tokenCallers = (name: string, { roles = [], skew = "0 seconds" }: TokenCallersArgs): TokenCallers => {
  const unfit = roles.find((role) => !GROUP_NAME.test(role));
  if (unfit !== undefined)
    throw new ArgsError(
      name,
      "callers.roles",
      `must be of 1 to 128 letters, digits and . _ - characters, for the gateway hands on one text (one is ${JSON.stringify(unfit)})`,
    );
  return { groups: roles, skewSeconds: toSeconds(name, "callers.skew", skew, { max: "5 minutes" }) };
};

const PLACES: Readonly<Record<string, string>> = {
  header: "method.request.header",
  query: "method.request.querystring",
  context: "context",
  stageVariables: "stageVariables",
};

const expressionOf = (source: string): string | undefined => {
  const [, place = "", name = ""] = /^(header|query|context|stageVariables)\.([A-Za-z0-9._-]+)$/.exec(source) ?? [];
  return name === "" ? undefined : `${PLACES[place]}.${name}`;
};

const sourceRule = (source: unknown): string =>
  `must be of "header.Authorization", "query.token", "context.identity.sourceIp" or "stageVariables.tenant" (one is ${JSON.stringify(source)})`;

const isExpression = (text: string): boolean => {
  try {
    return new RegExp(text).source !== "(?:)";
  } catch {
    return false;
  }
};
