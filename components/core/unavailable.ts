/** What a client gets while something behind the gateway cannot answer. */
export const UNAVAILABLE = `{"message":"Service Unavailable"}`;

/** The integration response that says so, and when to try again. Its method response has to declare `Retry-After`. */
export const unavailable = (retryAfterSeconds: number) => ({
  statusCode: "503",
  responseParameters: { "method.response.header.Retry-After": `'${retryAfterSeconds}'` },
  responseTemplates: { "application/json": UNAVAILABLE },
});
