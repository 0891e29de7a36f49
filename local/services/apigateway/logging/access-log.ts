import { lookUpParts } from "../exchange/look-up";
import type { Phases } from "../exchange/phases";
import type { ContextVariables } from "../exchange/request-context";
import type { RequestIds } from "../http/ids";
import type { GatewayAnswer } from "../http/message";
import type { IntegrationPlan } from "../plan/integration-plan";

/** What an access log may say of a request. */
interface LoggedRequest {
  readonly context: ContextVariables;
  readonly ids: RequestIds;
  readonly phases: Phases;
  readonly method: { readonly integration: Pick<IntegrationPlan, "type"> | undefined } | undefined;
  readonly integration: { readonly status: number; readonly latency: number; readonly requestId?: string } | undefined;
  readonly failureReason: string | undefined;
  elapsed(): number;
}

/** Writes the access log line of an answered request. */
export type AccessLogFormat = (request: LoggedRequest, answer: GatewayAnswer) => string;

/** The access log format of a stage, taken apart once. */
// fidelity: docs: set-up-logging: $context variables only; "-" where there is no value
export const compileAccessLog = (format: string): AccessLogFormat => {
  // A split at a pattern with a group: text, path, text, path, … text.
  const pieces = format.split(/\$context\.([\w-]+(?:\.[\w-]+)*)/);
  const variables = pieces.map((piece, index) => (index % 2 === 1 ? piece.split(".") : undefined));
  return (request, answer) => {
    const late = lateContext(request, answer);
    let line = "";
    for (const [index, piece] of pieces.entries()) {
      const path = variables[index];
      line += path ? printed(piece, lookUpParts((path[0] ?? "") in late ? late : request.context, path)) : piece;
    }
    return line;
  };
};

const printed = (path: string, value: unknown): string => {
  if (value === undefined || value === null) return "-";
  // fidelity: docs: set-up-logging: $context.authorizer.claims is null; guess: so is every other map
  if (typeof value === "object") return "-";
  const text = String(value);
  // A value must not end the JSON string that it stands in; messageString brings its own quotes.
  if (path === "error.messageString" || PLAIN.test(text)) return text;
  return JSON.stringify(text).slice(1, -1);
};

/** What JSON writes as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** What is known of a request once it is answered. */
const lateContext = (request: LoggedRequest, answer: GatewayAnswer): Readonly<Record<string, unknown>> => {
  const { integration, phases, context } = request;
  const late: Record<string, unknown> = {
    ...phases,
    requestId: request.ids.loggedRequestId,
    ...(phases.authorizer && { authorizer: { ...(context.authorizer as object | undefined), ...phases.authorizer } }),
    status: answer.status,
    responseLength: answer.stream?.bytes ?? answer.body.length,
    responseLatency: request.elapsed(),
    integrationErrorMessage: request.failureReason,
    xrayTraceId: /Root=([^;]+)/.exec(request.ids.traceId)?.[1],
  };
  if (!integration) return late;
  const { status, latency, requestId = null } = integration;
  // fidelity: docs: of a proxy function the status that it returns, beside that of Lambda itself
  const proxied = request.method?.integration?.type === "AWS_PROXY" && !context.error;
  late.integrationStatus = status;
  late.integrationLatency = latency;
  late.integration = {
    status: proxied ? answer.status : status,
    latency,
    integrationStatus: status,
    requestId,
    error: request.failureReason,
  };
  late.awsEndpointRequestId = requestId;
  return late;
};
