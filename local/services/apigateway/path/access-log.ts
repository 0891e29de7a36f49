import type { GatewayAnswer } from "../http/message";
import { lookUp } from "./context";
import type { Exchange } from "./exchange";

/** The access log line of an answered request, in the stage's own format. */
// fidelity: docs: set-up-logging: $context variables only; "-" where there is no value
export const accessLogLine = (format: string, exchange: Exchange, answer: GatewayAnswer): string => {
  const { integration } = exchange;
  const context: Record<string, unknown> = {
    ...exchange.context,
    status: answer.status,
    responseLength: answer.body.length,
    responseLatency: exchange.elapsed(),
    ...(integration && {
      integrationStatus: integration.status,
      integrationLatency: integration.latency,
      integration: {
        status: integration.status,
        latency: integration.latency,
        integrationStatus: integration.status,
        requestId: integration.requestId ?? null,
      },
    }),
    xrayTraceId: /Root=([^;]+)/.exec(exchange.ids.traceId)?.[1],
  };
  return format.replace(/\$context\.([\w-]+(?:\.[\w-]+)*)/g, (_, path: string) => {
    const value = lookUp(context, path);
    if (value === undefined || value === null) return "-";
    if (typeof value === "object") return JSON.stringify(value);
    // A value must not end the JSON string that it stands in; messageString brings its own quotes.
    return path === "error.messageString" ? String(value) : JSON.stringify(String(value)).slice(1, -1);
  });
};
