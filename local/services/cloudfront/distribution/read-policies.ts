import type { Properties } from "../../../engine/resources/resource-type";
import { isObject, type JsonObject, objectOf, textOf } from "../../../languages/json/json-object";
import type { CacheSettings, CorsPlan, ForwardSettings, PolicyHeader, ResponseHeadersPlan } from "./plan";
import { itemsOf, readSelector, type Selector, selector } from "./selector";

const lower = (names: readonly string[]): string[] => names.map((name) => name.toLowerCase());

/** `CloudFront-…`, in lower case: made by CloudFront, never taken from the viewer. */
export const isCloudFrontHeader = (name: string): boolean => name.startsWith("cloudfront-");

/** What is key, and what of that is forwarded. */
export interface Caching {
  readonly cache: CacheSettings;
  readonly forward: ForwardSettings;
}

/** @param policy of the cache, as a program declares it @param origin policy of the requests to the origin */
export const readPolicies = (policy: Properties, origin: Properties = {}): Caching => {
  const key = objectOf(policy.parametersInCacheKeyAndForwardedToOrigin);
  const headers = objectOf(key.headersConfig);
  const cache = {
    minTtl: Number(policy.minTtl ?? 0),
    defaultTtl: Number(policy.defaultTtl ?? 86_400),
    maxTtl: Number(policy.maxTtl ?? 31_536_000),
    gzip: key.enableAcceptEncodingGzip === true,
    brotli: key.enableAcceptEncodingBrotli === true,
    query: readSelector(key.queryStringsConfig, "queryStringBehavior", "queryStrings"),
    cookies: readSelector(key.cookiesConfig, "cookieBehavior", "cookies"),
    headers: headers.headerBehavior === "whitelist" ? lower(itemsOf(headers.headers)) : [],
  };
  return { cache, forward: readForward(origin, cache.headers) };
};

/** The headers of the key go to the origin as well. */
const readForward = (policy: Properties, keyed: readonly string[]): ForwardSettings => {
  const headers = objectOf(policy.headersConfig);
  const names = lower(itemsOf(headers.headers));
  const listed = new Set(names);
  const kind = textOf(headers.headerBehavior) ?? "none";
  const viewers = {
    whitelist: (name: string) => listed.has(name),
    allViewer: () => true,
    allViewerAndWhitelistCloudFront: () => true,
    allExcept: (name: string) => !listed.has(name),
  }[kind];
  const added = kind === "allExcept" ? [] : names.filter(isCloudFrontHeader);
  return {
    query: readSelector(policy.queryStringsConfig, "queryStringBehavior", "queryStrings"),
    cookies: readSelector(policy.cookiesConfig, "cookieBehavior", "cookies"),
    header: (name) => keyed.includes(name) || viewers?.(name) === true,
    added: [...new Set([...added, ...keyed.filter(isCloudFrontHeader)])],
    legacy: false,
  };
};

/** The settings that came before policies. */
// fidelity: docs: DownloadDistValuesCacheBehavior, legacy cache settings
export const readForwardedValues = (behavior: JsonObject): Caching => {
  const values = objectOf(behavior.forwardedValues);
  const keys = itemsOf(values.queryStringCacheKeys);
  const all = values.queryString === true;
  const names = lower(itemsOf(values.headers));
  const cookies = legacyCookies(objectOf(values.cookies));
  // All headers forwarded: nothing is cached.
  const everything = names.includes("*");
  const ttl = (name: string, preset: number) => (everything ? 0 : Number(behavior[name] ?? preset));
  return {
    cache: {
      minTtl: ttl("minTtl", 0),
      defaultTtl: ttl("defaultTtl", 86_400),
      maxTtl: ttl("maxTtl", 31_536_000),
      gzip: behavior.compress === true,
      brotli: false,
      query: all ? (keys.length > 0 ? selector("whitelist", keys) : selector("all")) : selector("none"),
      cookies,
      headers: everything ? [] : names,
    },
    forward: {
      query: selector(all ? "all" : "none"),
      cookies,
      header: (name) => everything || names.includes(name),
      added: names.filter(isCloudFrontHeader),
      legacy: true,
    },
  };
};

const legacyCookies = ({ forward, whitelistedNames }: JsonObject): Selector => {
  if (forward === "all") return selector("all");
  return forward === "whitelist" ? selector("whitelist", itemsOf(whitelistedNames)) : selector("none");
};

const ALL_METHODS = ["GET", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

export const readResponseHeaders = (policy: Properties): ResponseHeadersPlan => {
  const { corsConfig, customHeadersConfig, removeHeadersConfig, securityHeadersConfig, serverTimingHeadersConfig } =
    policy;
  const timing = objectOf(serverTimingHeadersConfig);
  return {
    cors: isObject(corsConfig) ? readCors(corsConfig) : undefined,
    headers: [...readSecurity(objectOf(securityHeadersConfig)), ...readCustom(customHeadersConfig)],
    removed: new Set(listOf(objectOf(removeHeadersConfig).items).map(({ header }) => String(header).toLowerCase())),
    serverTiming: timing.enabled === true ? Number(timing.samplingRate ?? 0) : 0,
  };
};

export const listOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.map(objectOf) : []);

const readCustom = (config: unknown): PolicyHeader[] =>
  listOf(objectOf(config).items).map(({ header, value, override }) => ({
    name: String(header),
    value: String(value ?? ""),
    override: override === true,
  }));

const readCors = (config: JsonObject): CorsPlan => {
  const methods = itemsOf(config.accessControlAllowMethods);
  return {
    credentials: config.accessControlAllowCredentials === true,
    headers: itemsOf(config.accessControlAllowHeaders),
    methods: methods.includes("ALL") ? ALL_METHODS : methods,
    origins: itemsOf(config.accessControlAllowOrigins),
    expose: itemsOf(config.accessControlExposeHeaders),
    maxAge: config.accessControlMaxAgeSec === undefined ? undefined : Number(config.accessControlMaxAgeSec),
    override: config.originOverride === true,
  };
};

// fidelity: docs: Understand response headers policies, security headers
const readSecurity = (config: JsonObject): PolicyHeader[] => {
  const found: PolicyHeader[] = [];
  const add = (part: string, name: string, value: (settings: JsonObject) => string) => {
    const settings = config[part];
    if (isObject(settings)) found.push({ name, value: value(settings), override: settings.override === true });
  };
  add("strictTransportSecurity", "Strict-Transport-Security", (settings) =>
    [
      `max-age=${settings.accessControlMaxAgeSec}`,
      ...(settings.includeSubdomains === true ? ["includeSubDomains"] : []),
      ...(settings.preload === true ? ["preload"] : []),
    ].join("; "),
  );
  add("contentTypeOptions", "X-Content-Type-Options", () => "nosniff");
  add("frameOptions", "X-Frame-Options", ({ frameOption }) => String(frameOption));
  add("referrerPolicy", "Referrer-Policy", ({ referrerPolicy }) => String(referrerPolicy));
  add("xssProtection", "X-XSS-Protection", ({ protection, modeBlock, reportUri }) => {
    if (protection !== true) return "0";
    return `1${modeBlock === true ? "; mode=block" : ""}${reportUri ? `; report=${reportUri}` : ""}`;
  });
  add("contentSecurityPolicy", "Content-Security-Policy", (settings) => String(settings.contentSecurityPolicy));
  return found;
};
