import type { Exchange } from "../exchange/exchange";
import { lookUp } from "../exchange/look-up";
import { HeaderList } from "../http/header-list";
import { mediaTypeOf } from "../http/media-types";
import type { GatewayAnswer } from "../http/message";
import { sourceValue } from "../mapping/mapping-sources";
import { GATEWAY_RESPONSE_STATUS, type GatewayResponseOverride, gatewayResponse } from "../plan/gateway-responses";
import type { Failure } from "./failure";

/** The gateway's own answer, as the deployed document shapes it. */
export const failureAnswer = (failure: Failure, exchange: Exchange): GatewayAnswer => {
  exchange.context.error = {
    message: failure.text,
    messageString: JSON.stringify(failure.text),
    responseType: failure.type,
    validationErrorString: failure.details.validationError ?? null,
  };
  const standard = failure.details.status ?? GATEWAY_RESPONSE_STATUS[failure.type] ?? 500;
  // fidelity: docs: api-gateway-known-issues: 413 REQUEST_TOO_LARGE cannot be customized
  const shaped = failure.type !== "REQUEST_TOO_LARGE";
  const custom = shaped ? gatewayResponse(failure.type, standard, exchange.plan.gatewayResponses) : undefined;
  const [contentType, template] = templateOf(custom, exchange);
  const headers = new HeaderList([
    ["Content-Type", contentType],
    ["x-amzn-ErrorType", failure.errorType],
  ]);
  for (const [target, source] of custom?.responseParameters ?? []) {
    // A gateway response knows the request's parameters, not its body.
    const value = source.startsWith("method.request.body") ? undefined : sourceValue(source, exchange);
    if (value !== undefined) headers.set(target.replace(/^gatewayresponse\.header\./, ""), value);
  }
  const body = template === undefined ? standardBody(failure) : substitute(template, exchange);
  return { status: custom?.statusCode ?? standard, headers, body: Buffer.from(body) };
};

const templateOf = (
  custom: GatewayResponseOverride | undefined,
  exchange: Exchange,
): readonly [contentType: string, template: string | undefined] => {
  const templates = custom?.responseTemplates;
  if (!templates || templates.size === 0) return ["application/json", undefined];
  const wanted = mediaTypeOf(exchange.headers.get("Accept") ?? "");
  const [first = "application/json"] = templates.keys();
  const type = [wanted, "application/json", first].find((name) => templates.has(name)) ?? first;
  return [type, templates.get(type)];
};

/** Types whose standard body AWS writes with a space after the colon. */
// fidelity: observed: MiniStack's measurements on AWS; answers that users quote, for the last two
const SPACED = new Set([
  "API_CONFIGURATION_ERROR",
  "AUTHORIZER_CONFIGURATION_ERROR",
  "BAD_REQUEST_BODY",
  "BAD_REQUEST_PARAMETERS",
  "DEFAULT_5XX",
  "INTEGRATION_FAILURE",
  "INTEGRATION_TIMEOUT",
  "REQUEST_TOO_LARGE",
  "UNSUPPORTED_MEDIA_TYPE",
]);

const standardBody = ({ type, text }: Failure): string => {
  // fidelity: observed: localstack's snapshot of a policy denial: a capital M
  const key = type === "ACCESS_DENIED" ? "Message" : "message";
  return `{"${key}":${SPACED.has(type) ? " " : ""}${JSON.stringify(text)}}`;
};

const NAME = String.raw`(context|stageVariables|method\.request\.(?:header|querystring|path))\.([\w-]+(?:\.[\w-]+)*)`;
const VARIABLE = new RegExp(`\\$(?:\\{${NAME}\\}|${NAME})`, "g");

/** Gateway response templates are no VTL: variables are replaced, the rest stays. */
// fidelity: docs: x-amazon-apigateway-gateway-responses.responseTemplates
const substitute = (template: string, exchange: Exchange): string =>
  template.replace(VARIABLE, (_, braced?: string, bracedPath?: string, bare?: string, barePath?: string) => {
    const root = braced ?? bare ?? "";
    const path = bracedPath ?? barePath ?? "";
    const value = root === "context" ? lookUp(exchange.context, path) : sourceValue(`${root}.${path}`, exchange);
    if (value === undefined || value === null) return "";
    if (typeof value === "object") return JSON.stringify(value);
    // fidelity: observed: conformance errors-bad-request-body-detail: the detail stands in JSON with its quotes escaped
    return path === "error.validationErrorString" ? JSON.stringify(value).slice(1, -1) : String(value);
  });
