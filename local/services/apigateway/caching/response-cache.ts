import type { Exchange } from "../exchange/exchange";
import { accessDenied } from "../failures/failure";
import type { GatewayAnswer } from "../http/message";
import { sourceValue } from "../mapping/mapping-sources";
import type { IntegrationPlan } from "../plan/integration-plan";
import type { MethodPlan } from "../plan/method-plan";
import { mayInvalidate } from "./may-invalidate";

// fidelity: docs: api-gateway-caching: the maximum size of a response that can be cached
const MAX_BYTES = 1_048_576;

// fidelity: docs: api-gateway-caching says a warning is added to the response header; the text is from memory
const WARNING = "199 Cache-control headers were ignored because the caller was unauthorized.";

/** Answers from the stage's cache where the method's settings say so, else asks `integrate` and keeps its answer. */
// fidelity: observed: conformance caching-*
export const cached = async (
  exchange: Exchange,
  method: MethodPlan,
  integration: IntegrationPlan,
  integrate: () => Promise<GatewayAnswer>,
): Promise<GatewayAnswer> => {
  const { stage, environment, request } = exchange;
  const settings = stage.settingsOf(method.resourcePath, request.method);
  // fidelity: docs: response-transfer-mode: an answer that is streamed is not cached
  if (integration.streams) return integrate();
  if (!stage.definition.cacheClusterEnabled || !settings.cachingEnabled || settings.cacheTtlInSeconds === 0) {
    return integrate();
  }
  const { cache } = exchange.side;
  if (!cache) return integrate();
  const key = cacheKey(exchange, method, integration);
  const renewal = renewalOf(exchange);
  const hit = renewal === "renew" ? undefined : cache.get(key, environment.clock.now());
  const answer = hit ? { ...hit, headers: hit.headers.copy() } : await integrate();
  // fidelity: observed: users' reports (Stack Overflow 45883323): whatever the integration answers is kept, errors too
  if (!hit && answer.body.length <= MAX_BYTES) {
    const kept = { ...answer, headers: answer.headers.copy() };
    cache.put(key, kept, environment.clock.now() + settings.cacheTtlInSeconds * 1000);
  }
  if (renewal === "warn") answer.headers.set("Warning", WARNING);
  return answer;
};

const cacheKey = (exchange: Exchange, method: MethodPlan, integration: IntegrationPlan): string =>
  JSON.stringify([
    exchange.request.method,
    integration.cacheNamespace ?? method.resourceId,
    ...integration.cacheKeyParameters.map(
      (parameter) => sourceValue(keySource(parameter, integration), exchange) ?? null,
    ),
  ]);

/** A parameter of the integration stands for what is mapped to it; a proxy passes those of the method on. */
// fidelity: docs: api-gateway-caching: method or integration parameters as cache keys
const keySource = (parameter: string, { requestParameters }: IntegrationPlan): string =>
  requestParameters.get(parameter) ?? parameter.replace(/^integration\./, "method.");

/** What becomes of `Cache-Control: max-age=0`. */
const renewalOf = (exchange: Exchange): "renew" | "warn" | "ignore" | undefined => {
  const control = exchange.headers.get("Cache-Control");
  if (!control || !/(?:^|,)\s*max-age\s*=\s*0\s*(?:,|$)/i.test(control)) return undefined;
  const settings = exchange.stage.settingsOf(exchange.method?.resourcePath ?? "", exchange.request.method);
  if (!settings.requireAuthorizationForCacheControl || mayInvalidate(exchange)) return "renew";
  switch (settings.unauthorizedCacheControlHeaderStrategy) {
    case "FAIL_WITH_403":
      // fidelity: docs: the status; guess: the text
      throw accessDenied("User is not authorized to invalidate the cache");
    case "SUCCEED_WITH_RESPONSE_HEADER":
      return "warn";
    default:
      return "ignore";
  }
};
