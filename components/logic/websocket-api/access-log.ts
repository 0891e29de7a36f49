/**
 * One line of JSON. Only values that a client cannot fill with quotation marks, which API Gateway does not escape.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html (read 2026-11)
 */
export const ACCESS_LOG_FORMAT = JSON.stringify(
  Object.fromEntries(
    Object.entries({
      requestId: "requestId",
      extendedRequestId: "extendedRequestId",
      requestTime: "requestTimeEpoch",
      eventType: "eventType",
      route: "routeKey",
      connectionId: "connectionId",
      connectedAt: "connectedAt",
      status: "status",
      integrationStatus: "integrationStatus",
      integrationLatency: "integrationLatency",
      authorizerStatus: "authorizer.status",
      errorType: "error.responseType",
      sourceIp: "identity.sourceIp",
    }).map(([field, name]) => [field, `$context.${name}`]),
  ),
);
