import type { Exchange } from "../exchange/exchange";
import { Failure, unauthorized } from "../failures/failure";
import { fillStageVariables } from "../integrations/uri";
import { sourceValue } from "../mapping/mapping-sources";
import type { AuthorizerPlan } from "../plan/authorizer-plan";
import { readToken, type Token } from "./token";

/** A user pool's token: an id token, or an access token with one of the method's scopes. */
// fidelity: docs: apigateway-enable-cognito-user-pool
export const authorizeByCognito = (exchange: Exchange, authorizer: AuthorizerPlan, scopes: readonly string[]): void => {
  const [source = ""] = authorizer.identitySources;
  const text = (sourceValue(source, exchange) ?? "").replace(/^Bearer\s+/i, "");
  if (text === "") throw unauthorized();
  const token = readToken(text);
  if (!token) throw unauthorized("the token is no JSON Web Token");
  checkAudience(authorizer, token);
  check(exchange, authorizer, token);
  checkUse(token, scopes);
  exchange.context.authorizer = { claims: printedClaims(token.claims) };
};

const check = (exchange: Exchange, { providerArns }: AuthorizerPlan, token: Token): void => {
  const { backends, clock } = exchange.environment;
  // fidelity: docs: aws-api-gateway-stage-variables-reference: a variable may stand in place of the pool
  const arns = providerArns.map((arn) => fillStageVariables(arn, exchange.stageVariables));
  const pool = arns.find((arn) => token.claims.iss === issuerOf(arn));
  if (!pool) throw unauthorized(`the token is of ${String(token.claims.iss)}, no pool of the authorizer`);
  const key = backends.verificationKey(pool, token.keyId);
  if (!key || !token.isSignedBy(key)) throw unauthorized(`the token is not signed by ${pool}`);
  const { exp } = token.claims;
  if (typeof exp !== "number" || exp * 1000 <= clock.now()) {
    // fidelity: guess: the text is widely reported, not recorded
    throw new Failure("UNAUTHORIZED", "The incoming token has expired", "UnauthorizedException");
  }
};

/** An access token has no audience: the expression refuses it. */
// fidelity: docs: apigateway-enable-cognito-user-pool, Token validation
const checkAudience = ({ validates }: AuthorizerPlan, { claims }: Token): void => {
  if (validates && !validates.test(String(claims.aud ?? ""))) {
    throw unauthorized(`the audience ${String(claims.aud)} does not match the identity validation expression`);
  }
};

const issuerOf = (arn: string): string => {
  const [, , , region = "", , resource = ""] = arn.split(":");
  return `https://cognito-idp.${region}.amazonaws.com/${resource.split("/")[1] ?? ""}`;
};

const checkUse = ({ claims }: Token, scopes: readonly string[]): void => {
  if (scopes.length === 0) {
    if (claims.token_use !== "id") throw unauthorized("a method without scopes takes an id token");
    return;
  }
  const granted = typeof claims.scope === "string" ? claims.scope.split(" ") : [];
  if (claims.token_use !== "access") throw unauthorized("a method with scopes takes an access token");
  if (!scopes.some((scope) => granted.includes(scope))) {
    throw unauthorized(`the token has none of the scopes ${scopes.join(", ")}`);
  }
};

/** Claims as functions and templates see them: all of them text. */
// fidelity: observed: amazon-cognito-identity-js issue 92: all text, dates in Java's form
const printedClaims = (claims: Readonly<Record<string, unknown>>): Record<string, string> => {
  const printed: Record<string, string> = {};
  for (const [name, value] of Object.entries(claims)) {
    if (value === null || value === undefined) continue;
    if ((name === "exp" || name === "iat") && typeof value === "number") printed[name] = javaDate(value * 1000);
    // fidelity: observed: Chalice, PR of a groups decorator: a list of groups arrives joined by commas
    else if (Array.isArray(value)) printed[name] = value.join(",");
    else printed[name] = typeof value === "object" ? JSON.stringify(value) : String(value);
  }
  return printed;
};

/** `Tue Oct 29 23:56:34 UTC 2019`. */
const javaDate = (ms: number): string => {
  const [weekday = "", day, month, year, time] = new Date(ms).toUTCString().split(" ");
  return `${weekday.replace(",", "")} ${month} ${day} ${time} UTC ${year}`;
};
