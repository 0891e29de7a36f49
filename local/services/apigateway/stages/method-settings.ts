import type { RateLimit } from "../admission/token-bucket";

/** What a stage sets for one method. */
export interface MethodSettings {
  readonly throttle: RateLimit | undefined;
  readonly cachingEnabled: boolean;
  readonly cacheTtlInSeconds: number;
  readonly requireAuthorizationForCacheControl: boolean;
  readonly unauthorizedCacheControlHeaderStrategy:
    | "FAIL_WITH_403"
    | "SUCCEED_WITH_RESPONSE_HEADER"
    | "SUCCEED_WITHOUT_RESPONSE_HEADER";
  readonly loggingLevel: "OFF" | "ERROR" | "INFO";
  readonly dataTraceEnabled: boolean;
  readonly metricsEnabled: boolean;
}

/** Settings as declared, by the names of the API. */
export type DeclaredSettings = Readonly<Record<string, unknown>>;

/** Account-wide throttle of a region, which is also what a method setting without its own shows. */
// fidelity: docs: limits: 10,000 requests a second with a burst of 5,000
export const ACCOUNT_THROTTLE: RateLimit = { rate: 10_000, burst: 5_000 };

const STRATEGIES = ["FAIL_WITH_403", "SUCCEED_WITH_RESPONSE_HEADER", "SUCCEED_WITHOUT_RESPONSE_HEADER"] as const;
const LEVELS = ["OFF", "ERROR", "INFO"] as const;

/** The key under which a method's settings are declared: `orders/{id}/GET`. */
export const settingsKey = (path: string, method: string): string => normal(`${path}/${method}`);

const normal = (key: string): string => key.replaceAll("~1", "/").replace(/^\/+/, "");

/** What is left out is the account's; -1 for both, the provider's default, is no throttle of its own. */
// fidelity: observed: conformance canary-stage-method-settings-defaults
const throttleOf = ({ throttlingRateLimit: rate, throttlingBurstLimit: burst }: DeclaredSettings) => {
  const set = (value: unknown): value is number => typeof value === "number" && value >= 0;
  if (!set(rate) && !set(burst)) return undefined;
  return {
    rate: set(rate) ? rate : ACCOUNT_THROTTLE.rate,
    burst: set(burst) ? burst : ACCOUNT_THROTTLE.burst,
  };
};

/** The settings of one method: its own over those of the whole stage. */
// fidelity: observed: conformance canary-stage-method-settings-defaults, caching-method-override
export const settingsFor = (
  declared: Readonly<Record<string, DeclaredSettings>>,
  path: string,
  method: string,
): MethodSettings => {
  const wanted = settingsKey(path, method);
  const own = Object.entries(declared).find(([key]) => normal(key) === wanted)?.[1];
  const settings = { ...declared["*/*"], ...own };
  return {
    throttle: throttleOf(settings),
    // Stage-wide caching is for GET alone.
    cachingEnabled: settings.cachingEnabled === true && (method === "GET" || own?.cachingEnabled === true),
    cacheTtlInSeconds: typeof settings.cacheTtlInSeconds === "number" ? settings.cacheTtlInSeconds : 300,
    requireAuthorizationForCacheControl: settings.requireAuthorizationForCacheControl !== false,
    unauthorizedCacheControlHeaderStrategy:
      STRATEGIES.find((item) => item === settings.unauthorizedCacheControlHeaderStrategy) ??
      "SUCCEED_WITH_RESPONSE_HEADER",
    loggingLevel: LEVELS.find((item) => item === settings.loggingLevel) ?? "OFF",
    dataTraceEnabled: settings.dataTraceEnabled === true,
    metricsEnabled: settings.metricsEnabled === true,
  };
};
