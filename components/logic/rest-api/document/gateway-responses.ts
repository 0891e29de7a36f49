import type { PlannedCors } from "../cors";
import { refusalHeaders, settingHeaders } from "./cors-headers";

const JSON_ERROR = { "application/json": `{"message":$context.error.messageString}` } as const;

const retryAfter = (seconds: number) => ({ "gatewayresponse.header.Retry-After": `'${seconds}'` });

/**
 * How the gateway says that it cannot serve: always as JSON, `{"message":"…"}`, and with Retry-After where waiting
 * helps. The names are those of API Gateway; a type that is not listed takes the text of its DEFAULT and its own status.
 *
 * A listed type takes nothing from its DEFAULT, so each names its text again.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html (read 2026-11)
 */
const GATEWAY_RESPONSES: Readonly<Record<string, GatewayResponse>> = {
  DEFAULT_4XX: { responseTemplates: JSON_ERROR },
  DEFAULT_5XX: { responseTemplates: JSON_ERROR },
  /** A bucket fills within a second. */
  THROTTLED: { statusCode: "429", responseParameters: retryAfter(1), responseTemplates: JSON_ERROR },
  /** The end of the period is not known here; once an hour is a bearable rate of asking. */
  QUOTA_EXCEEDED: { statusCode: "429", responseParameters: retryAfter(3600), responseTemplates: JSON_ERROR },
};

export interface GatewayResponse {
  readonly statusCode?: string;
  readonly responseParameters?: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

/** Those of an API whose pages of other origins may read why they were refused, where it has `cors`. */
export const gatewayResponses = (cors: PlannedCors | undefined): Readonly<Record<string, GatewayResponse>> => {
  if (cors === undefined) return GATEWAY_RESPONSES;
  const parameters = settingHeaders("gateway", refusalHeaders(cors));
  return Object.fromEntries(
    Object.entries(GATEWAY_RESPONSES).map(([type, response]) => [
      type,
      { ...response, responseParameters: { ...response.responseParameters, ...parameters } },
    ]),
  );
};
