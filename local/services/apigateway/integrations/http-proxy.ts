import type { Exchange } from "../exchange/exchange";
import type { GatewayAnswer } from "../http/message";
import { completeHeaders } from "../mapping/default-headers";
import { integrationMethod, mapParameters, pairsOf, passedBody } from "../mapping/map-request";
import { convertResponse } from "../mapping/map-response";
import { remapHttpProxy } from "../mapping/remapped-headers";
import type { IntegrationPlan } from "../plan/integration-plan";
import { invokeHttp } from "./http";
import type { IntegrationRequest } from "./integration-request";
import { fillUri } from "./uri";

/** `http_proxy`: the client's request goes on to an HTTP endpoint, its answer comes back. */
export const invokeHttpProxy = async (exchange: Exchange, integration: IntegrationPlan): Promise<GatewayAnswer> => {
  const { clock } = exchange.environment;
  const request = proxyRequest(exchange, integration);
  const startedAt = clock.now();
  const answer = await invokeHttp(exchange, integration, request);
  exchange.integration = { status: answer.status, latency: clock.now() - startedAt };
  const { bytes } = convertResponse(exchange, undefined, answer);
  const headers = answer.headers.copy();
  remapHttpProxy(headers);
  // fidelity: docs: important notes: every integration response has a content type
  headers.setDefault("Content-Type", "application/json");
  return { status: answer.status, headers, body: bytes };
};

// fidelity: observed: conformance http-proxy-proxy-*
const proxyRequest = (exchange: Exchange, integration: IntegrationPlan): IntegrationRequest => {
  const mapped = mapParameters(exchange, integration);
  const headers = exchange.headers.copy();
  headers.remove("Host");
  headers.remove("Content-Encoding");
  // fidelity: docs: important notes: reaches the endpoint only where it is mapped
  headers.remove("X-HTTP-Method-Override");
  for (const [name, values] of mapped.header) headers.set(name, values.at(-1) ?? "");
  completeHeaders(headers, exchange, integration);
  const query = Object.entries(exchange.query.multiple).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return {
    method: integrationMethod(exchange, integration),
    uri: fillUri(integration.uri ?? "", mapped.path, exchange.stageVariables),
    headers,
    query: [...query, ...pairsOf(mapped.querystring)],
    body: passedBody(exchange, integration),
  };
};
