import { isObject, type JsonObject, objectOf, textMap, textOf, textsOf } from "../../../languages/json/json-object";
import type { IntegrationPlan, IntegrationResponsePlan, IntegrationType } from "../plan/integration-plan";
import { wholePattern } from "./whole-pattern";

/** Where a problem of an integration is reported. */
export interface IntegrationFindings {
  error(message: string): void;
  notice(message: string): void;
  /** A value that should be a text and is none. */
  noText(property: string, key: string, value: unknown): void;
}

const TYPES: readonly string[] = ["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"];

export const readIntegration = (value: unknown, findings: IntegrationFindings): IntegrationPlan | undefined => {
  if (!isObject(value)) return undefined;
  const type = (textOf(value.type) ?? "").toUpperCase();
  if (!isType(type)) {
    findings.error("Invalid integration type");
    return undefined;
  }
  const plan: IntegrationPlan = {
    type,
    // fidelity: observed: conformance import-mock-http-method-dropped
    httpMethod: type === "MOCK" ? undefined : textOf(value.httpMethod)?.toUpperCase(),
    uri: textOf(value.uri),
    credentials: textOf(value.credentials),
    passthroughBehavior: oneOf(value.passthroughBehavior, PASSTHROUGH) ?? "WHEN_NO_MATCH",
    contentHandling: oneOf(value.contentHandling, HANDLINGS),
    streams: oneOf(value.responseTransferMode, TRANSFERS) === "STREAM",
    timeoutInMillis: Number(textOf(value.timeoutInMillis) ?? 29_000),
    connectionType: oneOf(value.connectionType, CONNECTIONS) ?? "INTERNET",
    connectionId: textOf(value.connectionId),
    requestParameters: textsAlone("requestParameters", value, findings),
    requestTemplates: templatesOf(value.requestTemplates),
    cacheKeyParameters: textsOf(value.cacheKeyParameters),
    cacheNamespace: textOf(value.cacheNamespace),
    insecureSkipVerification: objectOf(value.tlsConfig).insecureSkipVerification === true,
    responses: readResponses(objectOf(value.responses), findings),
  };
  for (const problem of problems(plan)) findings.error(problem);
  return plan;
};

const textsAlone = (property: string, value: JsonObject, findings: IntegrationFindings): Map<string, string> => {
  const texts = new Map<string, string>();
  for (const [key, item] of Object.entries(objectOf(value[property]))) {
    if (typeof item === "string") texts.set(key, item);
    else findings.noText(property, key, item);
  }
  return texts;
};

/** An empty template, as `null` is one, lets the body pass, and its content type counts as one with a template. */
// fidelity: observed: localstack's tests on AWS (test_put_integration_response_templates): "" is kept as null
const templatesOf = (value: unknown): Map<string, string> =>
  textMap(Object.fromEntries(Object.entries(objectOf(value)).map(([type, template]) => [type, template ?? ""])));

const PASSTHROUGH = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"] as const;
const HANDLINGS = ["CONVERT_TO_TEXT", "CONVERT_TO_BINARY"] as const;
const TRANSFERS = ["BUFFERED", "STREAM"] as const;
const CONNECTIONS = ["INTERNET", "VPC_LINK"] as const;

const isType = (type: string): type is IntegrationType => TYPES.includes(type);

const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined => {
  const text = textOf(value)?.toUpperCase();
  return allowed.find((item) => item === text);
};

// fidelity: observed: conformance import-http-needs-method, import-aws-*, import-http-uri-invalid
function* problems(plan: IntegrationPlan): Generator<string> {
  const { type, uri = "" } = plan;
  // fidelity: docs: limits, integration timeout 50 ms to 29 s, up to 300 s for regional APIs by request;
  // response-streaming-http: up to 15 minutes for an answer that is streamed; guess: that text
  const longest = plan.streams ? 900_000 : 300_000;
  if (!(plan.timeoutInMillis >= 50 && plan.timeoutInMillis <= longest)) {
    yield `Timeout should be between 50 ms and ${plan.streams ? longest : 29_000} ms`;
  }
  // fidelity: docs: response-transfer-mode: proxy integrations alone; guess: the text
  if (plan.streams && !type.endsWith("_PROXY")) {
    yield "Response transfer mode STREAM is only supported for HTTP_PROXY and AWS_PROXY integrations";
  }
  if (type === "MOCK") return;
  if (!plan.httpMethod) yield "Enumeration value for HttpMethod must be non-empty";
  if (type === "HTTP" || type === "HTTP_PROXY") {
    if (!isHttpUri(uri)) yield "Invalid HTTP endpoint specified for URI";
    return;
  }
  if (!uri.startsWith("arn:")) {
    yield "Invalid ARN specified in the request";
    return;
  }
  // fidelity: docs: stage variables reference: a variable may stand for path or action
  const [, target] =
    /^arn:[^:]+:apigateway:[^:]+:([^:]+:(?:(?:path|action)\/|\$\{stageVariables\.).*)$/s.exec(uri) ?? [];
  // fidelity: docs: response-transfer-mode-lambda: the URI is another one; guess: that a mismatch is refused, and the text
  if (type === "AWS_PROXY" && plan.streams !== STREAMED.test(uri) && !uri.includes("${stageVariables.")) {
    yield "Response transfer mode STREAM and the URI of response-streaming-invocations need each other";
  }
  if (target === undefined) yield "AWS ARN for integration must contain path or action";
  // fidelity: observed: localstack's tests on AWS (test_put_integration_aws_proxy_uri)
  else if (type === "AWS_PROXY" && !PROXIED.test(target)) {
    yield "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.";
  }
}

const PROXIED = /^(?:lambda:path\/+(?:2015-03-31|2021-11-15)\/functions\/|firehose:action\/)/;
const STREAMED = /:lambda:path\/+2021-11-15\/functions\/.*\/response-streaming-invocations$/s;

const isHttpUri = (uri: string): boolean => {
  // What stands in braces is only known with a request.
  const filled = uri.replace(/\$\{[^}]*\}/g, "variable").replace(/\{[^}]*\}/g, "variable");
  return /^https?:\/\/[^/?#]+/i.test(filled) && URL.canParse(filled);
};

const readResponses = (responses: JsonObject, findings: IntegrationFindings): IntegrationResponsePlan[] => {
  const byStatus = new Map<number, IntegrationResponsePlan>();
  for (const [pattern, value] of Object.entries(responses)) {
    const response = readResponse(pattern, objectOf(value), findings);
    if (!response) continue;
    const other = byStatus.get(response.statusCode);
    // fidelity: docs: API reference, Integration: integrationResponses is a map by status code
    if (other) {
      findings.notice(
        `the responses "${other.selectionPattern ?? "default"}" and "${pattern}" both have status ${response.statusCode}: AWS keeps one integration response for a status, the last`,
      );
    }
    byStatus.set(response.statusCode, response);
  }
  return [...byStatus.values()];
};

const readResponse = (
  pattern: string,
  value: JsonObject,
  findings: IntegrationFindings,
): IntegrationResponsePlan | undefined => {
  const statusCode = Number(textOf(value.statusCode) ?? Number.NaN);
  if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 599) {
    findings.error(`Invalid status code specified for the response "${pattern}"`);
    return undefined;
  }
  const selectionPattern = pattern === "default" ? undefined : pattern;
  const selects = selectionPattern === undefined ? undefined : wholePattern(selectionPattern);
  if (selectionPattern !== undefined && !selects) {
    findings.error(`Invalid selection pattern specified: ${pattern}`);
    return undefined;
  }
  return {
    statusCode,
    selectionPattern,
    selects,
    responseParameters: textMap(value.responseParameters),
    responseTemplates: templatesOf(value.responseTemplates),
    contentHandling: oneOf(value.contentHandling, HANDLINGS),
  };
};
