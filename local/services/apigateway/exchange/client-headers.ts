import type { HeaderList } from "../http/header-list";
import type { GatewayRequest } from "../http/message";

// fidelity: observed: conformance proxy-lambda-request-headers-dropped, -hop-by-hop-dropped, http-proxy-params-sees-headers
const NEVER_SEEN = new Set([
  "connection",
  "content-length",
  "content-md5",
  "expect",
  "max-forwards",
  "proxy-authenticate",
  "server",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "www-authenticate",
]);

/** What the way to the gateway writes itself. */
const REWRITTEN = new Set([
  ...NEVER_SEEN,
  "x-amzn-trace-id",
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
]);

/** Makes of the client's headers what integrations, templates and functions see: without some, with those of the way to the gateway. */
// fidelity: observed: conformance proxy-lambda-event-added-headers; localstack's tests on AWS of http_proxy
export const clientHeaders = (seen: HeaderList, { sourceIp, port }: GatewayRequest, traceId: string): HeaderList => {
  const forwarded = seen.get("X-Forwarded-For");
  seen.removeAll(REWRITTEN);
  seen.add("X-Amzn-Trace-Id", traceId);
  seen.add("X-Forwarded-For", forwarded ? `${forwarded}, ${sourceIp}` : sourceIp);
  seen.add("X-Forwarded-Port", String(port));
  seen.add("X-Forwarded-Proto", "http");
  return seen;
};

const METHODS = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

/** The request with the method that its client means. */
// fidelity: docs: important notes: X-HTTP-Method-Override
export const withMeantMethod = (request: GatewayRequest, headers: HeaderList): GatewayRequest => {
  const method = headers.get("X-HTTP-Method-Override")?.trim().toUpperCase();
  return method !== undefined && METHODS.has(method) ? { ...request, method } : request;
};
