/**
 * The fields of an access log line and where API Gateway takes them from. Only values that a client cannot fill with
 * quotation marks: API Gateway does not escape them, and a line has to stay JSON.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html (read 2026-11)
 */
export const ACCESS_LOG_FIELDS = {
  requestId: "requestId",
  extendedRequestId: "extendedRequestId",
  requestTime: "requestTimeEpoch",
  traceId: "xrayTraceId",
  method: "httpMethod",
  path: "resourcePath",
  status: "status",
  protocol: "protocol",
  responseLength: "responseLength",
  responseLatency: "responseLatency",
  integrationStatus: "integration.status",
  integrationLatency: "integration.latency",
  errorType: "error.responseType",
  apiKeyId: "identity.apiKeyId",
  sourceIp: "identity.sourceIp",
} as const;

/** One line of JSON. All values are texts: an absent one is logged as a bare `-`, which is no JSON outside quotes. */
export const ACCESS_LOG_FORMAT = JSON.stringify(
  Object.fromEntries(Object.entries(ACCESS_LOG_FIELDS).map(([field, variable]) => [field, `$context.${variable}`])),
);
