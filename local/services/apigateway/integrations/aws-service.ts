import type { Exchange } from "../exchange/exchange";
import type { GatewayEnvironment } from "../exchange/gateway-environment";
import { internalError } from "../failures/failure";
import { HeaderList } from "../http/header-list";
import type { IntegrationPlan } from "../plan/integration-plan";
import { withDeadline } from "./deadline";
import { rolePrincipal } from "./function-call";
import type { IntegrationAnswer, IntegrationRequest } from "./integration-request";
import { isLegacyQuery, legacyAnswer, legacyInput } from "./legacy-query";
import { type AwsUri, parseAwsUri } from "./uri";

/** What calling a service needs of an exchange. */
export type ServiceCaller = Pick<Exchange, "ids" | "principal" | "stageVariables"> & {
  readonly environment: Pick<GatewayEnvironment, "backends" | "clock">;
};

/** `aws` towards a service: the mapped request, signed with the integration's role. */
export const invokeService = async (
  exchange: ServiceCaller,
  integration: Pick<IntegrationPlan, "credentials" | "timeoutInMillis">,
  request: IntegrationRequest,
): Promise<IntegrationAnswer> => {
  const uri = parseAwsUri(request.uri);
  const service = uri && exchange.environment.backends.service(serviceName(uri));
  if (!uri || !service?.handle) {
    throw internalError(`the local cloud has no service behind ${request.uri}; the route cannot be served here`);
  }
  if (!integration.credentials) {
    throw internalError(`Execution failed due to configuration error: ${request.uri} needs credentials, an IAM role`);
  }
  const principal = rolePrincipal(exchange, integration.credentials);
  const target = serviceRequest(uri, request);
  const { handle } = service;
  const call = handle.call(service, {
    principal,
    method: request.method,
    url: target.url,
    headers: headersOf(target.headers, uri),
    body: target.body,
    requestId: exchange.ids.requestId,
  });
  const response = await withDeadline(exchange.environment.clock, integration.timeoutInMillis, call);
  const body = isLegacyQuery(uri, request)
    ? legacyAnswer(uri, request, exchange, response)
    : Buffer.from(response.body);
  const headers = new HeaderList(Object.entries(response.headers ?? {}));
  // Over the wire each answer of a service has these, and integration responses map them.
  // fidelity: docs: "Create a REST API as an Amazon S3 proxy": Content-Length and Date
  headers.setDefault("Content-Length", String(body.length));
  headers.setDefault("Date", new Date(exchange.environment.clock.now()).toUTCString());
  return { status: response.status, headers, body };
};

/** `s3` of `bucket.s3`: the subdomain goes into the host name alone. */
// fidelity: docs: PutIntegration, uri: {subdomain.service|service}
const serviceName = ({ service }: AwsUri): string => service.slice(service.lastIndexOf(".") + 1);

/** JSON services whose target API Gateway fills in for an `action`. */
// fidelity: observed: localstack's tests on AWS: dynamodb, kinesis and states need no X-Amz-Target, events does
const TARGETS: Readonly<Record<string, { readonly prefix: string; readonly version: string }>> = {
  dynamodb: { prefix: "DynamoDB_20120810", version: "1.0" },
  kinesis: { prefix: "Kinesis_20131202", version: "1.1" },
  states: { prefix: "AWSStepFunctions", version: "1.0" },
};

interface ServiceRequest {
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: Buffer;
}

const serviceRequest = (uri: AwsUri, request: IntegrationRequest): ServiceRequest => {
  const headers = request.headers.copy();
  const query = request.query.map(([name, value]) => `${encode(name)}=${encode(value)}`);
  const body = request.method === "GET" || request.method === "HEAD" ? Buffer.alloc(0) : request.body;
  if (uri.kind === "path") {
    const [path = "", own] = uri.rest.split("?", 2);
    const all = own ? [own, ...query] : query;
    return { url: `/${path}${all.length > 0 ? `?${all.join("&")}` : ""}`, headers, body };
  }
  const [action = "", ...rest] = uri.rest.split("&");
  if (isLegacyQuery(uri, request)) {
    headers.set("X-Amz-Target", `AmazonSSM.${action}`);
    headers.set("Content-Type", "application/x-amz-json-1.1");
    return { url: "/", headers, body: legacyInput(request) };
  }
  const known = TARGETS[uri.service];
  if (known) {
    headers.setDefault("X-Amz-Target", `${known.prefix}.${action}`);
    headers.set("Content-Type", `application/x-amz-json-${known.version}`);
    return { url: "/", headers, body };
  }
  return { url: `/?${[`Action=${encode(action)}`, ...rest, ...query].join("&")}`, headers, body };
};

const encode = encodeURIComponent;

const headersOf = (headers: HeaderList, uri: AwsUri): Record<string, string> => {
  // API Gateway asks for JSON, which makes SQS and SNS answer the JSON form of their XML.
  const all: Record<string, string> = {
    accept: "application/json",
    host: `${uri.service}.${uri.region}.amazonaws.com`,
  };
  for (const [name, value] of headers.entries()) all[name.toLowerCase()] = value;
  return all;
};
