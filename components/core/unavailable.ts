/** What a client gets while something behind the gateway cannot answer. */
const UNAVAILABLE = `{"message":"Service Unavailable"}`;

/** The lines of a mapping template that say so in the place of what a service has answered. */
export const asUnavailable = (retryAfterSeconds: number): readonly string[] => [
  `#set($context.responseOverride.status = 503)`,
  `#set($context.responseOverride.header.Retry-After = '${retryAfterSeconds}')`,
  UNAVAILABLE,
];

/**
 * The answers of a call that is accepted, 202, or refused, 400. The pattern sees the status alone, so that the template of
 * what is refused looks at the error; each status has one response at AWS.
 */
export const acceptedOrRefused = (accepted: string, refused: string, retryAfterSeconds: number) => ({
  "2\\d{2}": { statusCode: "202", responseTemplates: { "application/json": accepted } },
  "400": { statusCode: "400", responseTemplates: { "application/json": refused } },
  default: unavailable(retryAfterSeconds),
});

/** The integration response that says so, and when to try again. Its method response has to declare `Retry-After`. */
export const unavailable = (retryAfterSeconds: number) => ({
  statusCode: "503",
  responseParameters: { "method.response.header.Retry-After": `'${retryAfterSeconds}'` },
  responseTemplates: { "application/json": UNAVAILABLE },
});
