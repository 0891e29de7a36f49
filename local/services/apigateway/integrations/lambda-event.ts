import type { Exchange } from "../exchange/exchange";
import { HeaderList } from "../http/header-list";
import { matchesMediaTypes } from "../http/media-types";

/** The event of payload version 1.0. */
// fidelity: observed: conformance proxy-lambda-event-*
export const proxyEvent = (exchange: Exchange): Record<string, unknown> => {
  const { plan, request } = exchange;
  const { body } = request;
  // guess: what is not there is not encoded
  if (body.length === 0) return { ...requestFields(exchange), body: null, isBase64Encoded: false };
  const binary = matchesMediaTypes(exchange.headers.get("Content-Type"), plan.binaryMediaTypes);
  return {
    ...requestFields(exchange),
    body: binary ? body.toString("base64") : exchange.bodyText,
    isBase64Encoded: binary,
  };
};

/** What proxy functions and REQUEST authorizers are told alike. */
export const requestFields = (exchange: Exchange): Record<string, unknown> => {
  const headers = eventHeaders(exchange);
  const { query } = exchange;
  return {
    resource: exchange.method?.resourcePath,
    // fidelity: observed: localstack's tests on AWS: with a base path, the path under the domain
    path: exchange.domainPath ?? exchange.path,
    httpMethod: exchange.request.method,
    headers: headers.single(),
    multiValueHeaders: headers.multiple(),
    queryStringParameters: orNull(query.single),
    multiValueQueryStringParameters: orNull(query.multiple),
    pathParameters: orNull(exchange.pathParameters),
    stageVariables: orNull(exchange.stageVariables),
    requestContext: exchange.context,
  };
};

const orNull = <T extends object>(values: T): T | null => (Object.keys(values).length > 0 ? values : null);

// fidelity: observed: conformance proxy-lambda-event-header-case, proxy-lambda-event-added-headers
const SPELLED: Readonly<Record<string, string>> = {
  authorization: "Authorization",
  "user-agent": "User-Agent",
  host: "Host",
};

const eventHeaders = (exchange: Exchange): HeaderList => {
  const headers = new HeaderList(
    exchange.headers.entries().map(([name, value]) => [SPELLED[name.toLowerCase()] ?? name, value] as const),
  );
  headers.setDefault("Host", String(exchange.context.domainName));
  return headers;
};
