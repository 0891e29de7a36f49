/** Default status codes of the gateway's own answers. */
// fidelity: observed: conformance errors-default-table
export const GATEWAY_RESPONSE_STATUS = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  AUTHORIZER_CONFIGURATION_ERROR: 500,
  AUTHORIZER_FAILURE: 500,
  BAD_REQUEST_BODY: 400,
  BAD_REQUEST_PARAMETERS: 400,
  DEFAULT_4XX: undefined,
  DEFAULT_5XX: undefined,
  EXPIRED_TOKEN: 403,
  INTEGRATION_FAILURE: 504,
  INTEGRATION_TIMEOUT: 504,
  INVALID_API_KEY: 403,
  INVALID_SIGNATURE: 403,
  MISSING_AUTHENTICATION_TOKEN: 403,
  QUOTA_EXCEEDED: 429,
  REQUEST_TOO_LARGE: 413,
  RESOURCE_NOT_FOUND: 404,
  THROTTLED: 429,
  UNAUTHORIZED: 401,
  UNSUPPORTED_MEDIA_TYPE: 415,
  WAF_FILTERED: 403,
} as const;

export type GatewayResponseType = keyof typeof GATEWAY_RESPONSE_STATUS;

export const isGatewayResponseType = (text: string): text is GatewayResponseType =>
  Object.hasOwn(GATEWAY_RESPONSE_STATUS, text);

/** What the document says of one type; everything it leaves out is AWS's default. */
export interface GatewayResponseOverride {
  readonly statusCode: number | undefined;
  /** `gatewayresponse.header.X` to its value or source. */
  readonly responseParameters: ReadonlyMap<string, string>;
  /** By content type; empty: the default template. */
  readonly responseTemplates: ReadonlyMap<string, string>;
}

export type GatewayResponseOverrides = ReadonlyMap<GatewayResponseType, GatewayResponseOverride>;

export const DEFAULT_TEMPLATE = '{"message":$context.error.messageString}';

/**
 * The response in force for a type: its own, else the default of its class, else AWS's (`undefined`).
 * A type that is set takes nothing from the default of its class.
 */
// fidelity: observed: conformance errors-default-5xx-inherited, errors-explicit-type-ignores-default
export const gatewayResponse = (
  type: GatewayResponseType,
  status: number,
  overrides: GatewayResponseOverrides,
): GatewayResponseOverride | undefined =>
  overrides.get(type) ?? overrides.get(status >= 500 ? "DEFAULT_5XX" : "DEFAULT_4XX");
