import type { Principal } from "../../../access/access";
import { identityVerdict } from "../../../access/verdict";
import { ServiceError } from "../../../wire/service-error";
import type { SignedRequest } from "../../../wire/signatures/signed-request";
import { authorizerResult } from "../../apigateway/authorizers/authorizer-result";
import { anonymous } from "../../apigateway/authorizers/resource-policy";
import { withDeadline } from "../../apigateway/integrations/deadline";
import { fillStageVariables, functionArn } from "../../apigateway/integrations/uri";
import { errorMessageOf } from "../../lambda/function-error";
import type { Authorizer, Route } from "../definition";
import { routeArn, type SocketEnvironment } from "./call";
import { parameterOf } from "./integrate";

/** A connection is refused with a status of HTTP. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** What the developer should know. */
    readonly reason = message,
  ) {
    super(message);
  }
}

/** What $connect came with, as authorizers see it. */
export interface Opening {
  readonly signed: SignedRequest;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly context: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Headers and query as events have them. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Admission {
  readonly principal?: Principal;
  readonly identity?: Readonly<Record<string, unknown>>;
  readonly authorizer?: Readonly<Record<string, unknown>>;
}

/** Whether a connection may be opened. @throws Refusal */
export const admit = async (environment: SocketEnvironment, route: Route, opening: Opening): Promise<Admission> => {
  if (route.authorization === "AWS_IAM") return byIam(environment, route.key, opening);
  if (route.authorization !== "CUSTOM") return {};
  if (!route.authorizer)
    throw new Refusal(500, "Internal server error", `${route.key} names an authorizer that is not there`);
  return byFunction(environment, route.authorizer, opening, routeArn(environment, opening.stage, route.key));
};

const byIam = (environment: SocketEnvironment, routeKey: string, { signed, stage }: Opening): Admission => {
  const principal = signer(environment, signed);
  const action = "execute-api:Invoke";
  const resource = routeArn(environment, stage, routeKey);
  const decision = environment.backends.decide(principal, { action, resource });
  if (!decision.allowed)
    throw new Refusal(
      403,
      `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${decision.reason}`,
    );
  const { account: accountId, userId, arn: userArn } = principal;
  return { principal, identity: { accountId, caller: userId, user: userId, userArn } };
};

/** Who signed a request to `execute-api`. @throws Refusal 403 */
export const signer = ({ backends }: SocketEnvironment, signed: SignedRequest): Principal => {
  if (!signed.headers.authorization && !signed.url.includes("X-Amz-Signature="))
    throw new Refusal(403, "Missing Authentication Token");
  try {
    const { principal, service } = backends.authenticate(signed);
    if (service === "execute-api") return principal;
    throw new Refusal(403, "Credential should be scoped to correct service: 'execute-api'.");
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new Refusal(403, error.message);
  }
};

// fidelity: docs: the function must answer within 30 seconds
const TIMEOUT_MS = 30_000;

// fidelity: docs: "Creating a Lambda REQUEST authorizer function" for WebSocket APIs; nothing is cached
const byFunction = async (
  environment: SocketEnvironment,
  authorizer: Authorizer,
  opening: Opening,
  methodArn: string,
): Promise<Admission> => {
  const call = { ...opening, body: "" };
  const identity = authorizer.identitySources.map((source) => parameterOf(call, source) ?? "");
  if (identity.includes("")) throw new Refusal(401, "Unauthorized");
  const arn = functionArn(fillStageVariables(authorizer.uri, opening.stageVariables)) ?? "";
  const { fields, context, stageVariables } = opening;
  const event = { type: "REQUEST", methodArn, ...fields, stageVariables, requestContext: context };
  const payload = await ask(environment, authorizer, arn, JSON.stringify(event));
  const result = authorizerResult(payload);
  if (typeof result === "string") throw wrong(`the authorizer ${arn} returned a bad result: ${result}`);
  const verdict = identityVerdict(anonymous, result.policies, { action: "execute-api:Invoke", resource: methodArn });
  if (verdict.denied || !verdict.allowed) throw new Refusal(403, "User is not authorized to access this resource");
  return { authorizer: { principalId: result.principalId, integrationLatency: 0, ...result.context } };
};

const ask = async ({ api, backends, clock }: SocketEnvironment, authorizer: Authorizer, arn: string, event: string) => {
  const principal = authorizer.credentials === undefined ? undefined : backends.principal(authorizer.credentials);
  const sourceArn = `arn:${api.partition}:execute-api:${api.region}:${api.account}:${api.id}/authorizers/${authorizer.id}`;
  const as = principal ? { principal } : { service: "apigateway.amazonaws.com", sourceArn };
  const work = backends.functions.invoke(arn, event, { as });
  const { payload, functionError } = await withDeadline(clock, TIMEOUT_MS, work).catch((error: Error) => {
    throw wrong(`the authorizer ${arn} cannot be invoked: ${error.message}`);
  });
  if (!functionError) return payload.toString("utf8");
  const message = errorMessageOf(payload);
  throw message === "Unauthorized" ? new Refusal(401, message) : wrong(`the authorizer ${arn} threw: ${message}`);
};

const wrong = (reason: string) => new Refusal(500, "Internal server error", reason);
