import { createHash } from "node:crypto";
import { identityVerdict } from "../../../access/verdict";
import { ServiceError } from "../../../wire/service-error";
import { errorMessageOf } from "../../lambda/function-error";
import type { InvokeResult } from "../../lambda/invoker";
import type { Exchange } from "../exchange/exchange";
import { accessDenied, Failure, unauthorized } from "../failures/failure";
import { withDeadline } from "../integrations/deadline";
import { rolePrincipal } from "../integrations/function-call";
import { fillStageVariables, functionArn } from "../integrations/uri";
import type { AuthorizerPlan } from "../plan/authorizer-plan";
import { authorizerEvent, identityValues } from "./authorizer-event";
import { type AuthorizerResult, authorizerResult } from "./authorizer-result";
import { accessRequest, anonymous } from "./resource-policy";

// fidelity: docs: the function must answer within 30 seconds
const TIMEOUT_MS = 30_000;

/** A Lambda authorizer, TOKEN or REQUEST: its policy decides, and is kept for the authorizer's TTL. */
export const authorizeByFunction = async (
  exchange: Exchange,
  authorizer: AuthorizerPlan,
  allowedByResource: boolean,
): Promise<void> => {
  const identity = identityValues(exchange, authorizer);
  if (identity === undefined) throw unauthorized();
  const { stage, environment } = exchange;
  const startedAt = environment.clock.now();
  const key = JSON.stringify([authorizer.name, ...identity]);
  const cached = authorizer.ttl > 0 ? stage.authorizations.get(key, startedAt) : undefined;
  const result = cached ?? (await ask(exchange, authorizer));
  if (!cached && authorizer.ttl > 0) stage.authorizations.put(key, result, startedAt + authorizer.ttl * 1000);
  exchange.context.authorizer = {
    ...result.context,
    principalId: result.principalId,
    integrationLatency: cached ? 0 : environment.clock.now() - startedAt,
  };
  exchange.usageIdentifierKey = result.usageIdentifierKey;
  exchange.authorizerPolicies = result.policies;
  decide(exchange, result, allowedByResource);
};

// fidelity: observed: conformance authorizers-token-deny, authorizers-cached-policy-other-resource
const decide = (exchange: Exchange, { policies }: AuthorizerResult, allowedByResource: boolean): void => {
  const verdict = identityVerdict(anonymous, policies, accessRequest(exchange));
  const text = "User is not authorized to access this resource";
  if (verdict.denied) throw accessDenied(`${text} with an explicit deny in an identity-based policy`);
  if (!verdict.allowed && !allowedByResource) throw accessDenied(text);
};

const ask = async (exchange: Exchange, authorizer: AuthorizerPlan): Promise<AuthorizerResult> => {
  const arn = functionArn(fillStageVariables(authorizer.uri ?? "", exchange.stageVariables));
  if (!arn) throw misconfigured(`the authorizer ${authorizer.name} names no function: ${authorizer.uri}`);
  const { backends, clock, api } = exchange.environment;
  const id = createHash("sha256").update(authorizer.name).digest("hex").slice(0, 6);
  const sourceArn = `arn:${api.partition}:execute-api:${api.region}:${api.account}:${api.id}/authorizers/${id}`;
  const as = authorizer.credentials
    ? { principal: rolePrincipal(exchange, authorizer.credentials) }
    : { service: "apigateway.amazonaws.com", sourceArn };
  const event = JSON.stringify(authorizerEvent(exchange, authorizer));
  const work = backends.functions.invoke(arn, event, { as });
  const answer = await withDeadline(clock, TIMEOUT_MS, work).catch((error) => {
    throw error instanceof ServiceError
      ? misconfigured(`the authorizer ${arn} cannot be invoked: ${error.message}`)
      : failed(`the authorizer ${arn} failed: ${(error as Error).message}`);
  });
  if (answer.functionError) throw functionFailure(answer, arn);
  const result = authorizerResult(answer.payload.toString("utf8"));
  if (typeof result === "string") throw misconfigured(`the authorizer ${arn} returned a bad result: ${result}`);
  return result;
};

/** A function refuses by throwing exactly `Unauthorized`. */
// fidelity: docs: apigateway-use-lambda-authorizer
const functionFailure = ({ payload, requestId }: InvokeResult, arn: string): Failure => {
  const message = errorMessageOf(payload);
  if (message === "Unauthorized") return unauthorized();
  return failed(`the authorizer ${arn} threw: ${message} (Lambda request id ${requestId})`);
};

const failed = (reason: string): Failure =>
  new Failure("AUTHORIZER_FAILURE", null, "AuthorizerConfigurationException", { reason });

const misconfigured = (reason: string): Failure =>
  new Failure("AUTHORIZER_CONFIGURATION_ERROR", null, "AuthorizerConfigurationException", { reason });
