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
export const GATEWAY_RESPONSES = {
  DEFAULT_4XX: { responseTemplates: JSON_ERROR },
  DEFAULT_5XX: { responseTemplates: JSON_ERROR },
  /** A bucket fills within a second. */
  THROTTLED: { statusCode: "429", responseParameters: retryAfter(1), responseTemplates: JSON_ERROR },
  /** The end of the period is not known here; once an hour is a bearable rate of asking. */
  QUOTA_EXCEEDED: { statusCode: "429", responseParameters: retryAfter(3600), responseTemplates: JSON_ERROR },
} as const;
