import { ACCOUNT_THROTTLE, type DeclaredSettings } from "../stages/method-settings";

/** A method setting as the management API shows it, with what it takes from the stage's. */
// fidelity: observed: localstack's test_create_update_stages, conformance canary-stage-method-settings-defaults
export const describeSettings = (
  declared: DeclaredSettings,
  stage: DeclaredSettings = {},
): Record<string, unknown> => ({
  cacheDataEncrypted: false,
  cacheTtlInSeconds: 300,
  cachingEnabled: false,
  dataTraceEnabled: false,
  metricsEnabled: false,
  requireAuthorizationForCacheControl: true,
  throttlingBurstLimit: ACCOUNT_THROTTLE.burst,
  throttlingRateLimit: ACCOUNT_THROTTLE.rate,
  unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITH_RESPONSE_HEADER",
  ...stage,
  ...declared,
});
