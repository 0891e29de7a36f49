import type { PolicyDocument, Statement } from "../../../access/access";
import type { Caller } from "../../../access/caller";
import { resourceVerdict, type Verdict } from "../../../access/verdict";
import type { Exchange } from "../exchange/exchange";
import { accessDenied, type Failure } from "../failures/failure";

export const ACTION = "execute-api:Invoke";

export const EXPLICITLY = "with an explicit deny";

/** Whoever did not sign. */
export const anonymous: Caller = { arn: "anonymous", account: "anonymous" };

/** What the API's resource policy says about the caller; `undefined` when it has none. */
export const resourcePolicyVerdict = (exchange: Exchange, caller: Caller, action = ACTION): Verdict | undefined => {
  const policy = resourcePolicy(exchange);
  return policy && resourceVerdict(caller, policy, { ...accessRequest(exchange), action });
};

export const accessRequest = (exchange: Exchange) => ({
  action: ACTION,
  resource: exchange.methodArn,
  context: {
    ...endpointKeys(exchange),
    "aws:SourceIp": exchange.request.sourceIp,
    // fidelity: docs: API Gateway serves HTTPS alone; the plain port is this local cloud's own
    "aws:SecureTransport": "true",
    "aws:CurrentTime": new Date(exchange.startedAt).toISOString(),
    "aws:EpochTime": String(Math.floor(exchange.startedAt / 1000)),
    ...(exchange.headers.has("User-Agent") && { "aws:UserAgent": exchange.headers.get("User-Agent") ?? "" }),
    ...(exchange.headers.has("Referer") && { "aws:Referer": exchange.headers.get("Referer") ?? "" }),
  },
});

/** Of a private API. */
// fidelity: docs: apigateway-resource-policies-aws-condition-keys; guess: the source address counts as the VPC's
const endpointKeys = ({ context, request }: Exchange): Record<string, string> => {
  const { vpceId, vpcId } = context.identity as { vpceId?: string; vpcId?: string };
  if (vpceId === undefined) return {};
  return { "aws:SourceVpce": vpceId, ...(vpcId && { "aws:SourceVpc": vpcId }), "aws:VpcSourceIp": request.sourceIp };
};

const expanded = new WeakMap<PolicyDocument, PolicyDocument>();

/** The API's policy with `execute-api:/stage/…` written out as ARNs. */
// fidelity: docs: apigateway-resource-policies-create-attach; observed: conformance authorizers-resource-policy-implicit-deny
export const resourcePolicy = (exchange: Exchange): PolicyDocument | undefined => {
  const { policy } = exchange.plan;
  if (!policy) return undefined;
  let full = expanded.get(policy);
  if (!full) {
    const { partition, region, account, id } = exchange.environment.api;
    const prefix = `arn:${partition}:execute-api:${region}:${account}:${id}/`;
    const write = (resource: Statement["Resource"]) =>
      resource === undefined
        ? undefined
        : [resource].flat().map((text) => text.replace(/^execute-api:\/?/, prefix).replace(/^\*$/, `${prefix}*`));
    full = {
      ...policy,
      Statement: policy.Statement.map((statement) => ({
        ...statement,
        ...(statement.Resource !== undefined && { Resource: write(statement.Resource) ?? [] }),
        ...(statement.NotResource !== undefined && { NotResource: write(statement.NotResource) ?? [] }),
      })),
    };
    expanded.set(policy, full);
  }
  return full;
};

/** AWS's refusal of a caller by policy; it hides most of the account's number. */
// fidelity: docs: AWS Knowledge Center, api-gateway-troubleshoot-403-forbidden; of signed requests api-gateway-iam-sigv4-mismatch
export const refused = (exchange: Exchange, user: string, reason?: string): Failure => {
  const { account } = exchange.environment.api;
  const resource = exchange.methodArn.replace(`:${account}:`, `:********${account.slice(-4)}:`);
  return accessDenied(
    `User: ${user} is not authorized to perform: ${ACTION} on resource: ${resource}${reason === undefined ? "" : ` ${reason}`}`,
  );
};
