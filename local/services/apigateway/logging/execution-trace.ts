import type { Exchange } from "../exchange/exchange";
import type { HeaderList } from "../http/header-list";
import type { GatewayAnswer } from "../http/message";
import { fillStageVariables, parseAwsUri } from "../integrations/uri";
import type { MethodPlan } from "../plan/method-plan";

/** Bytes and characters of one value after which AWS cuts it off. */
const MAX_LENGTH = 1024;

/** What the execution log of the method's stage says of an answered request, by its logging level and data trace. */
// fidelity: observed: lines of AWS's log in users' code and reports; guess: which of them stand at the level ERROR
export const traceOf = (exchange: Exchange, answer: GatewayAnswer): string[] => {
  const { method, stage, ids } = exchange;
  if (!method) return [];
  const { loggingLevel, dataTraceEnabled } = stage.settingsOf(method.resourcePath, exchange.request.method);
  const failed = exchange.context.error !== undefined;
  const called = exchange.integration && method.integration?.type !== "MOCK";
  if (loggingLevel === "OFF" || (loggingLevel === "ERROR" && !failed)) return [];
  const lines = [
    `Extended Request Id: ${ids.extendedRequestId}`,
    ...(loggingLevel === "INFO" ? [...planLines(exchange, method), ...requestLines(exchange, dataTraceEnabled)] : []),
    ...(loggingLevel === "INFO" && called ? integrationLines(exchange, method, dataTraceEnabled) : []),
    ...(dataTraceEnabled && !failed && !answer.stream ? responseLines(answer) : []),
    ...(exchange.failureReason ? [exchange.failureReason] : []),
    ...(failed ? [] : ["Successfully completed execution"]),
    `Method completed with status: ${answer.status}`,
  ];
  return lines.map((line) => `(${ids.requestId}) ${line}`);
};

const planLines = ({ ids, stage, environment, context }: Exchange, method: MethodPlan): string[] => {
  const { apiKey } = context.identity as { apiKey?: string };
  const key = apiKey === undefined ? "" : masked(apiKey);
  const at = `${environment.api.id}/${stage.name}`;
  const name = `${method.httpMethod} ${method.resourcePath}`;
  if (method.apiKeyRequired && apiKey === undefined) return [];
  return [
    `Verifying Usage Plan for request: ${ids.requestId}. API Key: ${key} API Stage: ${at}`,
    ...(method.apiKeyRequired
      ? []
      : [
          `API Key  authorized because method '${name}' does not require API Key. Request will not contribute to throttle or quota limits`,
        ]),
    `Usage Plan check succeeded for API Key ${key} and API Stage ${at}`,
  ];
};

const requestLines = (exchange: Exchange, data: boolean): string[] => [
  `Starting execution for request: ${exchange.ids.requestId}`,
  `HTTP Method: ${exchange.request.method}, Resource Path: ${exchange.path}`,
  ...(data
    ? [
        `Method request path: ${printed(Object.entries(exchange.pathParameters))}`,
        `Method request query string: ${printed(Object.entries(exchange.query.single))}`,
        `Method request headers: ${printedHeaders(exchange.headers)}`,
        `Method request body before transformations: ${cut(exchange.bodyText)}`,
      ]
    : []),
];

const integrationLines = (
  { integration, backend, stageVariables }: Exchange,
  { integration: plan }: MethodPlan,
  data: boolean,
) => {
  const uri = endpoint(backend?.request.uri ?? fillStageVariables(plan?.uri ?? "", stageVariables));
  const received = `Received response. Status: ${integration?.status}, Integration latency: ${integration?.latency} ms`;
  if (!data || !backend) return [`Sending request to ${uri}`, received];
  const { request, answer } = backend;
  return [
    `Endpoint request URI: ${uri}`,
    `Endpoint request headers: ${printedHeaders(request.headers)}`,
    `Endpoint request body after transformations: ${cut(request.body.toString())}`,
    `Sending request to ${uri}`,
    received,
    `Endpoint response headers: ${printedHeaders(answer.headers)}`,
    `Endpoint response body before transformations: ${cut(answer.body.toString())}`,
  ];
};

/** An AWS service by the URL that stands for it. */
const endpoint = (uri: string): string => {
  const aws = parseAwsUri(uri);
  if (!aws) return uri;
  return `https://${aws.service}.${aws.region}.amazonaws.com/${aws.kind === "path" ? aws.rest : `?Action=${aws.rest}`}`;
};

const responseLines = ({ headers, body }: GatewayAnswer): string[] => [
  `Method response body after transformations: ${cut(body.toString())}`,
  `Method response headers: ${printedHeaders(headers)}`,
];

const SECRET = new Set(["authorization", "x-api-key", "x-amz-security-token"]);

const printedHeaders = (headers: HeaderList): string =>
  printed(
    headers.entries().map(([name, value]) => [name, SECRET.has(name.toLowerCase()) ? masked(value) : value] as const),
  );

/** As Java prints a map. */
const printed = (pairs: readonly (readonly [string, string])[]): string =>
  cut(`{${pairs.map(([name, value]) => `${name}=${value}`).join(", ")}}`);

const cut = (text: string): string => (text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)} [TRUNCATED]` : text);

/** All but the last six characters as stars. */
const masked = (secret: string): string => "*".repeat(Math.max(secret.length - 6, 0)) + secret.slice(-6);
