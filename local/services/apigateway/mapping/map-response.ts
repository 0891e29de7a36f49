import type { Exchange } from "../exchange/exchange";
import { configurationError, internalError } from "../failures/failure";
import { HeaderList } from "../http/header-list";
import { matchesMediaTypes, mediaTypeOf } from "../http/media-types";
import type { GatewayAnswer } from "../http/message";
import type { IntegrationAnswer } from "../integrations/integration-request";
import type { ContentHandling, IntegrationPlan, IntegrationResponsePlan } from "../plan/integration-plan";
import { fromBase64 } from "./map-request";
import { bodyValue, invalidResponseBody, sourceValue } from "./mapping-sources";
import { remapNonProxy } from "./remapped-headers";
import { renderTemplate } from "./render-template";

/** The method response of a non-proxy integration: chosen by pattern, mapped, templated, overridden. */
export const mapResponse = (
  exchange: Exchange,
  integration: IntegrationPlan,
  answer: IntegrationAnswer,
): GatewayAnswer => {
  const response = select(integration, answer.selection ?? String(answer.status));
  requireMethodResponse(exchange, response);
  const headers = mapHeaders(exchange, response, answer);
  const converted = convertResponse(exchange, response.contentHandling, answer);
  const chosen = responseTemplate(exchange, response);
  let body = converted.bytes;
  if (chosen) {
    if (converted.binary) throw internalError("Execution failed due to configuration error: the response is binary");
    body = Buffer.from(renderTemplate(chosen.template, converted.bytes.toString("utf8"), exchange));
  }
  const override = exchange.overrides?.response;
  for (const [name, value] of Object.entries(override?.header ?? {})) {
    headers.remove(name);
    for (const line of typeof value === "string" ? [value] : value) headers.add(name, line);
  }
  remapNonProxy(headers);
  headers.setDefault("Content-Type", chosen?.type ?? "application/json");
  return { status: overriddenStatus(override?.status) ?? response.statusCode, headers, body };
};

// fidelity: observed: conformance proxy-lambda-aws-selection-*, errors-api-configuration-error
const select = ({ responses }: IntegrationPlan, value: string): IntegrationResponsePlan => {
  const selected =
    responses.find(({ selects }) => selects?.test(value)) ?? responses.find(({ selects }) => selects === undefined);
  if (selected) return selected;
  throw configurationError(
    "Execution failed due to configuration error: No match for output mapping and no default output mapping configured. " +
      `Endpoint Response Status Code: ${value}`,
  );
};

// fidelity: observed: the execution logs that users quote: 500 with these words
const requireMethodResponse = ({ method }: Exchange, { statusCode }: IntegrationResponsePlan): void => {
  if (!method || method.responses.has(String(statusCode))) return;
  throw configurationError(
    `Execution failed due to configuration error: Output mapping refers to an invalid method response: ${statusCode}`,
  );
};

const mapHeaders = (exchange: Exchange, response: IntegrationResponsePlan, answer: IntegrationAnswer): HeaderList => {
  const headers = new HeaderList();
  for (const [target, source] of response.responseParameters) {
    const value = responseValue(source, exchange, answer);
    if (value !== undefined) headers.set(target.replace(/^method\.response\.header\./, ""), value);
  }
  return headers;
};

// fidelity: observed: conformance http-proxy-map-response-header-and-body
const responseValue = (source: string, exchange: Exchange, answer: IntegrationAnswer): string | undefined => {
  const match = /^integration\.response\.(body|header|multivalueheader)(?:\.(.+))?$/.exec(source);
  if (!match) return sourceValue(source, exchange);
  const [, place, name = ""] = match;
  if (place === "body") return bodyValue(answer.mappedBody ?? answer.body.toString("utf8"), name, invalidResponseBody);
  if (place === "header") return answer.headers.get(name);
  return answer.headers.has(name) ? answer.headers.getAll(name).join(",") : undefined;
};

// fidelity: observed: conformance aws-s3-response-*; docs: api-gateway-payload-encodings-workflow
export const convertResponse = (
  exchange: Exchange,
  contentHandling: ContentHandling | undefined,
  answer: IntegrationAnswer,
): { readonly bytes: Buffer; readonly binary: boolean } => {
  const { binaryMediaTypes } = exchange.plan;
  const { body } = answer;
  const accepted = matchesMediaTypes(exchange.headers.get("Accept"), binaryMediaTypes);
  const toText = contentHandling === "CONVERT_TO_TEXT" || (contentHandling === undefined && !accepted);
  if (matchesMediaTypes(answer.headers.get("Content-Type"), binaryMediaTypes)) {
    return toText ? { bytes: Buffer.from(body.toString("base64")), binary: false } : { bytes: body, binary: true };
  }
  if (toText) return { bytes: Buffer.from(body.toString("utf8")), binary: false };
  return { bytes: fromBase64(unquoted(body.toString("utf8"))), binary: true };
};

/** The text that a function has returned comes as JSON. */
// fidelity: observed: functions that return images as base64 text (users of serverless-apigwy-binary); docs:
// api-gateway-content-encodings-examples-image-lambda
const unquoted = (text: string): string => /^"([^"]*)"$/.exec(text)?.[1] ?? text;

/** By the Accept header, which is `application/json` when the client sends none, else the first; empty: unmapped. */
// fidelity: docs: request-response-data-mappings: selecting a mapping template
const responseTemplate = (
  exchange: Exchange,
  { responseTemplates }: IntegrationResponsePlan,
): { readonly type: string; readonly template: string } | undefined => {
  if (responseTemplates.size === 0) return undefined;
  const [first = ""] = responseTemplates.keys();
  const accept = mediaTypeOf(exchange.headers.get("Accept") ?? "application/json");
  const type = responseTemplates.has(accept) ? accept : first;
  const template = responseTemplates.get(type);
  return template ? { type: type === "$default" ? "application/json" : type, template } : undefined;
};

// fidelity: observed: localstack's tests on AWS: ignored unless an integer from 100 to 599
const overriddenStatus = (status: number | undefined): number | undefined =>
  status !== undefined && status >= 100 && status < 600 ? status : undefined;
