import type { Exchange } from "../exchange/exchange";
import type { HeaderList } from "../http/header-list";
import type { IntegrationPlan } from "../plan/integration-plan";

// fidelity: observed: conformance http-proxy-*; localstack's tests on AWS
const DROPPED: Readonly<Record<IntegrationPlan["type"], readonly string[]>> = {
  AWS: ["Expect", "Proxy-Authenticate", "TE", "Referer"],
  AWS_PROXY: [],
  HTTP: ["Expect", "Proxy-Authenticate", "TE", "Via"],
  HTTP_PROXY: ["Expect", "Proxy-Authenticate", "TE", "Via"],
  MOCK: [],
};

const BODILESS = new Set(["GET", "HEAD", "OPTIONS"]);

/** What the gateway itself puts into, and takes out of, the headers of an integration request. */
export const completeHeaders = (headers: HeaderList, exchange: Exchange, { type }: IntegrationPlan): void => {
  for (const name of DROPPED[type]) headers.remove(name);
  headers.setDefault("Accept", "application/json");
  headers.setDefault("User-Agent", `AmazonAPIGateway_${exchange.environment.api.id}`);
  const contentType = exchange.headers.get("Content-Type");
  if (contentType && !BODILESS.has(exchange.request.method)) headers.setDefault("Content-Type", contentType);
  headers.set("X-Amzn-Trace-Id", exchange.ids.traceId);
  if (type.startsWith("HTTP")) headers.set("X-Amzn-Apigateway-Api-Id", exchange.environment.api.id);
};
