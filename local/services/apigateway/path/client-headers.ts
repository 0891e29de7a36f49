import { HeaderList } from "../http/header-list";
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

/** The client's headers as integrations, templates and functions see them, with those that the way to the gateway adds. */
// fidelity: observed: conformance proxy-lambda-event-added-headers; localstack's tests on AWS of http_proxy
export const clientHeaders = ({ headers, sourceIp, port }: GatewayRequest, traceId: string): HeaderList => {
  const seen = new HeaderList(headers);
  seen.removeAll(NEVER_SEEN);
  const forwarded = seen.get("X-Forwarded-For");
  seen.set("X-Amzn-Trace-Id", traceId);
  seen.set("X-Forwarded-For", forwarded ? `${forwarded}, ${sourceIp}` : sourceIp);
  seen.set("X-Forwarded-Port", String(port));
  seen.set("X-Forwarded-Proto", "http");
  return seen;
};

const METHODS = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

/** The request with the method that its client means. */
// fidelity: docs: important notes: X-HTTP-Method-Override
export const withMeantMethod = (request: GatewayRequest): GatewayRequest => {
  const method = request.headers
    .findLast(([name]) => name.toLowerCase() === "x-http-method-override")?.[1]
    .trim()
    .toUpperCase();
  return method !== undefined && METHODS.has(method) ? { ...request, method } : request;
};
