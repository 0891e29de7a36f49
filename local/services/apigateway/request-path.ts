import { admit } from "./admission/admit";
import { enter } from "./admission/check-endpoint";
import { filterRequest } from "./admission/filter-request";
import { beyondLimits } from "./admission/request-limits";
import { noRoute } from "./authorizers/authorization-header";
import { authorizeNoted } from "./authorizers/authorize-noted";
import { cached } from "./caching/response-cache";
import type { Exchange } from "./exchange/exchange";
import { internalError, unsupportedMediaType } from "./failures/failure";
import { decompress } from "./http/compression";
import type { GatewayAnswer } from "./http/message";
import { invokeService } from "./integrations/aws-service";
import { invokeHttp } from "./integrations/http";
import { invokeHttpProxy } from "./integrations/http-proxy";
import type { IntegrationAnswer, IntegrationRequest } from "./integrations/integration-request";
import { invokeLambda } from "./integrations/lambda";
import { invokeLambdaProxy } from "./integrations/lambda-proxy";
import { invokeMock } from "./integrations/mock";
import { parseAwsUri } from "./integrations/uri";
import { mapRequest } from "./mapping/map-request";
import { mapResponse } from "./mapping/map-response";
import type { IntegrationPlan } from "./plan/integration-plan";
import type { MethodPlan } from "./plan/method-plan";
import { validateRequest } from "./validation/validate-request";

/** Everything that happens to a request inside a stage, in AWS's order. Throws a `Failure` where it ends early. */
export const requestPath = async (exchange: Exchange): Promise<GatewayAnswer> => {
  const refused = enter(exchange) ?? filterRequest(exchange) ?? readCompressed(exchange);
  if (refused) return refused;
  const match = exchange.side.router.find(exchange.request.method, exchange.path);
  if (!match) throw noRoute(exchange);
  const method = match.target;
  exchange.method = method;
  exchange.pathParameters = match.variables;
  exchange.context.resourceId = method.resourceId;
  exchange.context.resourcePath = method.resourcePath;
  await authorizeNoted(exchange, method);
  dropSignature(exchange, method);
  admit(exchange, method);
  validateRequest(exchange, method);
  if (!method.integration) throw internalError("No integration defined for method");
  const { integration } = method;
  return cached(exchange, method, integration, () => integrate(exchange, integration));
};

/** A signature is for the gateway alone. */
// fidelity: docs: important notes: Authorization is dropped with AWS_IAM, and where it has a Signature Version 4
const dropSignature = ({ headers }: Exchange, { authorization }: MethodPlan): void => {
  const value = headers.get("Authorization");
  if (value !== undefined && (authorization.type === "AWS_IAM" || value.startsWith("AWS4-HMAC-SHA256"))) {
    headers.remove("Authorization");
  }
};

// fidelity: docs: api-gateway-gzip-compression-decompression: requests are decompressed by default, answers by setting
const readCompressed = (exchange: Exchange): GatewayAnswer | undefined => {
  const { minimumCompressionSize = 0 } = exchange.plan;
  const request = decompress(exchange.request, exchange.headers.get("Content-Encoding"), minimumCompressionSize);
  if (request === "unsupported") throw unsupportedMediaType();
  if (request !== exchange.request) exchange.headers.remove("Content-Encoding");
  exchange.request = request;
  return beyondLimits(request);
};

const integrate = async (exchange: Exchange, integration: IntegrationPlan): Promise<GatewayAnswer> => {
  if (integration.type === "AWS_PROXY") return invokeLambdaProxy(exchange, integration);
  if (integration.type === "HTTP_PROXY") return invokeHttpProxy(exchange, integration);
  const request = mapRequest(exchange, integration);
  const startedAt = exchange.environment.clock.now();
  const answer = await invoke(exchange, integration, request);
  exchange.backend = { request, answer };
  exchange.integration = {
    status: answer.status,
    latency: exchange.environment.clock.now() - startedAt,
    ...(answer.requestId ? { requestId: answer.requestId } : {}),
  };
  return mapResponse(exchange, integration, answer);
};

const invoke = async (
  exchange: Exchange,
  integration: IntegrationPlan,
  request: IntegrationRequest,
): Promise<IntegrationAnswer> => {
  switch (integration.type) {
    case "MOCK":
      return invokeMock(request);
    case "AWS":
      return parseAwsUri(request.uri)?.service === "lambda"
        ? invokeLambda(exchange, integration, request)
        : invokeService(exchange, integration, request);
    default:
      return invokeHttp(exchange, integration, request);
  }
};
