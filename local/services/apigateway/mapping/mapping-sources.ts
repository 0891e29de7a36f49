import { JsonError, parseJson } from "../../../languages/json/parse-json";
import type { Exchange } from "../exchange/exchange";
import { lookUp } from "../exchange/look-up";
import { badRequest, type Failure, internalError } from "../failures/failure";
import { jsonField } from "./body-field";

/** The value of a mapping's right side; `undefined` where the request has none. */
// fidelity: docs: request-response-data-mappings; observed: conformance http-proxy-proxy-data-mapping
export const sourceValue = (source: string, exchange: Exchange): string | undefined => {
  if (source.startsWith("'") && source.endsWith("'") && source.length >= 2) return source.slice(1, -1);
  if (source.startsWith("context.")) {
    const value = lookUp(exchange.context, source.slice("context.".length));
    // fidelity: docs: "Calling $context.authorizer.claims returns null"
    return typeof value === "object" ? undefined : printed(value);
  }
  if (source.startsWith("stageVariables.")) return exchange.stageVariables[source.slice("stageVariables.".length)];
  if (source.startsWith("method.request.")) return requestValue(source.slice("method.request.".length), exchange);
  return undefined;
};

/** The same for an integration request: a parameter may come several times, a header counts only as it is spelled. */
// fidelity: docs: request-response-data-mappings: multi-value method request query string;
// api-gateway-known-issues: "Header names and query parameters are processed in a case-sensitive way"
export const sourceValues = (source: string, exchange: Exchange): readonly string[] => {
  const [, place, name = ""] =
    /^method\.request\.(multivaluequerystring|(?:multivalue)?header)\.(.+)$/.exec(source) ?? [];
  if (place === "multivaluequerystring") return own(exchange.query.multiple, name) ?? [];
  if (place !== undefined && !exchange.headers.entries().some(([sent]) => sent === name)) return [];
  const value = sourceValue(source, exchange);
  return value === undefined ? [] : [value];
};

const requestValue = (expression: string, exchange: Exchange): string | undefined => {
  if (expression === "body" || expression.startsWith("body.")) {
    return bodyValue(exchange.bodyText, expression.slice("body.".length), invalidRequestBody);
  }
  const dot = expression.indexOf(".");
  const name = expression.slice(dot + 1);
  switch (expression.slice(0, dot)) {
    case "path":
      return own(exchange.pathParameters, name);
    case "querystring":
      return own(exchange.query.single, name);
    case "multivaluequerystring":
      return own(exchange.query.multiple, name)?.join(",");
    case "header":
      return exchange.headers.get(name);
    case "multivalueheader":
      return exchange.headers.has(name) ? exchange.headers.getAll(name).join(",") : undefined;
    default:
      return undefined;
  }
};

const own = <T>(values: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

// fidelity: observed: by hand in AWS's console, as localstack's unit tests of parameter mappings tell
const invalidRequestBody = (): Failure => badRequest("Invalid JSON in request body");

export const invalidResponseBody = (): Failure =>
  internalError("Execution failed: the body that a parameter is mapped from is not JSON");

/** A field of a JSON text, or the text itself for an empty path. */
export const bodyValue = (body: string, path: string, invalid: () => Failure): string | undefined => {
  const text = body.trim() || "{}";
  // AWS reads a body as JSON only when it begins like it, but then even if the whole of it is asked for.
  const isJson = /^[{["']/.test(text);
  if (!isJson) return path === "" ? text : undefined;
  try {
    const document = parseJson(text);
    return path === "" ? text : jsonField(document, path);
  } catch (error) {
    throw error instanceof JsonError ? invalid() : error;
  }
};

const printed = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};
