import { ACCOUNT_THROTTLE, type DeclaredSettings } from "../path/method-settings";

/** A method setting as the management API shows it, with what it leaves out. */
// fidelity: observed: conformance canary-stage-method-settings-defaults
export const describeSettings = (declared: DeclaredSettings): Record<string, unknown> => ({
  cacheDataEncrypted: false,
  cacheTtlInSeconds: 300,
  cachingEnabled: false,
  dataTraceEnabled: false,
  metricsEnabled: false,
  requireAuthorizationForCacheControl: true,
  throttlingBurstLimit: ACCOUNT_THROTTLE.burst,
  throttlingRateLimit: ACCOUNT_THROTTLE.rate,
  unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITH_RESPONSE_HEADER",
  ...declared,
});
