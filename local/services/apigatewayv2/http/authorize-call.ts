import { identityVerdict } from "../../../access/verdict";
import { isObject, textOf } from "../../../languages/json/json-object";
import { authorizerResult } from "../../apigateway/authorizers/authorizer-result";
import { anonymous } from "../../apigateway/authorizers/resource-policy";
import type { ExpiringMap } from "../../apigateway/caching/expiring-map";
import { fillStageVariables, functionArn } from "../../apigateway/integrations/uri";
import type { Authorizer as Declared, Route } from "../definition";
import { evaluate } from "../expression";
import { routeArn, type SocketEnvironment } from "../websocket/call";
import { Refusal, signer } from "../websocket/connect-access";
import { type Authorizer, contextOf2, fieldsOf1, fieldsOf2, type HttpCall } from "./http-event";
import { scopesOf, TokenError, type Tokens } from "./json-web-token";

/** A refusal with `WWW-Authenticate`. */
export class TokenRefusal extends Refusal {
  constructor(
    status: number,
    message: string,
    readonly challenge: string,
  ) {
    super(status, message);
  }
}

/** What an authorizer's function said, kept for its time. */
export type Kept = ExpiringMap<{ readonly isAllowed: boolean; readonly context: Readonly<Record<string, unknown>> }>;

interface Means {
  readonly environment: SocketEnvironment;
  readonly tokens: Tokens;
  readonly kept: Kept;
}

/** Who a caller is, as events tell it. @throws Refusal */
export const authorizeCall = async (means: Means, route: Route, call: HttpCall): Promise<Authorizer> => {
  switch (route.authorization) {
    case "JWT":
      return byToken(means, route, call);
    case "CUSTOM":
      return byFunction(means, route, call);
    case "AWS_IAM":
      return byIam(means.environment, call);
    default:
      return undefined;
  }
};

const methodArn = (environment: SocketEnvironment, { stage, request, rawPath }: HttpCall): string =>
  routeArn(
    environment,
    stage,
    `${request.method}${stage === "$default" ? rawPath : rawPath.slice(stage.length + 1) || "/"}`,
  );

const byIam = (environment: SocketEnvironment, call: HttpCall): Authorizer => {
  const { method, target: url, body } = call.request;
  const headers = Object.fromEntries(call.headers.entries().map(([name, value]) => [name.toLowerCase(), value]));
  const principal = signer(environment, { method, url, headers, body });
  const resource = methodArn(environment, call);
  const decision = environment.backends.decide(principal, { action: "execute-api:Invoke", resource });
  if (!decision.allowed) throw new Refusal(403, "Forbidden", `${principal.arn} may not invoke ${resource}`);
  const { account: accountId, userId, arn: userArn } = principal;
  return { iam: { accountId, callerId: userId, userArn, userId } };
};

// fidelity: docs: "Controlling access to HTTP APIs with JWT authorizers"; observed: public transcripts of the challenges
const byToken = async ({ tokens }: Means, { authorizer, scopes }: Route, call: HttpCall): Promise<Authorizer> => {
  const [source = "$request.header.Authorization"] = authorizer?.identitySources ?? [];
  const sent = sourceValue(source, call);
  if (sent === undefined) throw new TokenRefusal(401, "Unauthorized", "Bearer");
  const { issuer = "", audiences = [] } = authorizer?.jwt ?? {};
  const challenge = (error: string, description: string) =>
    `Bearer scope="${scopes.join(" ")}" error="${error}" error_description="${description}"`;
  const claims = await tokens.claims(sent.replace(/^Bearer\s+/i, ""), issuer, audiences).catch((error) => {
    if (!(error instanceof TokenError)) throw error;
    throw new TokenRefusal(401, "Unauthorized", challenge("invalid_token", error.message));
  });
  const granted = scopesOf(claims);
  if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope)))
    throw new TokenRefusal(403, "Forbidden", challenge("insufficient_scope", `expected scopes: [${scopes.join(" ")}]`));
  const told = Object.entries(claims).map(([name, value]) => [name, claimText(value)]);
  return {
    jwt: {
      claims: Object.fromEntries(told),
      scopes: scopes.length > 0 ? granted.filter((each) => scopes.includes(each)) : null,
    },
  };
};

const claimText = (value: unknown): string =>
  Array.isArray(value) ? `[${value.join(" ")}]` : (textOf(value) ?? JSON.stringify(value));

// fidelity: docs: "Controlling access to HTTP APIs with AWS Lambda authorizers"
const byFunction = async (means: Means, { authorizer }: Route, call: HttpCall): Promise<Authorizer> => {
  if (!authorizer) throw new Refusal(500, "Internal Server Error", `${call.routeKey} names no authorizer`);
  const identity = authorizer.identitySources.map((source) => sourceValue(source, call));
  if (identity.some((value) => value === undefined || value === "")) throw new Refusal(401, "Unauthorized");
  const { kept, environment } = means;
  const now = environment.clock.now();
  const key = JSON.stringify([authorizer.id, ...identity]);
  const isKept = authorizer.ttlSeconds > 0 && identity.length > 0;
  const known = isKept ? kept.get(key, now) : undefined;
  const said = known ?? (await ask(means, authorizer, identity as string[], call));
  if (isKept && !known) kept.put(key, said, now + authorizer.ttlSeconds * 1000);
  if (!said.isAllowed) throw new Refusal(403, "Forbidden");
  return { lambda: said.context };
};

const ask = async ({ environment }: Means, authorizer: Declared, identity: readonly string[], call: HttpCall) => {
  const { backends, api } = environment;
  const arn = functionArn(fillStageVariables(authorizer.uri, call.stageVariables)) ?? "";
  const resource = methodArn(environment, call);
  const event =
    authorizer.payloadFormat === "2.0"
      ? {
          version: "2.0",
          type: "REQUEST",
          routeArn: resource,
          identitySource: identity,
          routeKey: call.routeKey,
          ...fieldsOf2(call),
          requestContext: contextOf2(call, undefined),
        }
      : {
          version: "1.0",
          type: "REQUEST",
          methodArn: resource,
          identitySource: identity.join(","),
          authorizationToken: identity.join(","),
          ...fieldsOf1(call, undefined),
        };
  const principal = authorizer.credentials === undefined ? undefined : backends.principal(authorizer.credentials);
  const sourceArn = `arn:${api.partition}:execute-api:${api.region}:${api.account}:${api.id}/authorizers/${authorizer.id}`;
  const as = principal ? { principal } : { service: "apigateway.amazonaws.com", sourceArn };
  const failed = (reason: string) => new Refusal(500, "Internal Server Error", `the authorizer ${arn}: ${reason}`);
  const answer = await backends.functions.invoke(arn, JSON.stringify(event), { as }).catch((error: Error) => {
    throw failed(error.message);
  });
  const payload = answer.payload.toString("utf8");
  if (answer.functionError) throw failed(payload);
  if (authorizer.answersSimply) {
    const said: unknown = JSON.parse(payload);
    if (!isObject(said) || typeof said.isAuthorized !== "boolean") throw failed("isAuthorized is missing");
    return { isAllowed: said.isAuthorized, context: isObject(said.context) ? said.context : {} };
  }
  const result = authorizerResult(payload);
  if (typeof result === "string") throw failed(result);
  const verdict = identityVerdict(anonymous, result.policies, { action: "execute-api:Invoke", resource });
  return { isAllowed: verdict.allowed && !verdict.denied, context: result.context };
};

const sourceValue = (source: string, call: HttpCall): string | undefined => {
  const [, place, name = ""] =
    /^\$(request\.header|request\.querystring|context|stageVariables)\.(.+)$/.exec(source) ?? [];
  switch (place) {
    case "request.header":
      return call.headers.get(name);
    case "request.querystring":
      return call.query.single[name];
    case "stageVariables":
      return call.stageVariables[name];
    case "context":
      return evaluate(`$request.body.${name}`, { body: contextOf2(call, undefined) });
    default:
      return undefined;
  }
};
