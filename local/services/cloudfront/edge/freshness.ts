import type { HeaderList } from "../../apigateway/http/header-list";
import type { CacheSettings } from "../distribution/plan";

/** Directives of Cache-Control by name, in lower case; those without a value are "". */
export const directivesOf = (headers: HeaderList): ReadonlyMap<string, string> => {
  const directives = new Map<string, string>();
  for (const part of headers.getAll("cache-control").join(",").split(",")) {
    const [name = "", value = ""] = part.trim().split("=", 2);
    if (name !== "") directives.set(name.toLowerCase(), value.replace(/^"|"$/g, ""));
  }
  return directives;
};

const seconds = (value: string | undefined): number | undefined =>
  value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;

/** Seconds that the origin asks for; `undefined` where it says nothing. */
const asked = (headers: HeaderList, directives: ReadonlyMap<string, string>, now: number): number | undefined => {
  const age = seconds(directives.get("s-maxage")) ?? seconds(directives.get("max-age"));
  if (age !== undefined) return age;
  const expires = headers.get("expires");
  if (expires === undefined) return undefined;
  const time = Date.parse(expires);
  // What is no date is over already. RFC 9111, 5.3
  return Number.isNaN(time) ? 0 : Math.max(0, (time - now) / 1000);
};

const FORBIDDING = ["no-cache", "no-store", "private"];

/** Seconds that an answer is fresh. */
// fidelity: docs: Manage how long content stays in the cache, the table of minimum, maximum and default TTL
export const freshSeconds = (
  headers: HeaderList,
  { minTtl, defaultTtl, maxTtl }: CacheSettings,
  now: number,
): number => {
  const directives = directivesOf(headers);
  if (FORBIDDING.some((name) => directives.has(name))) return minTtl;
  const wanted = asked(headers, directives, now);
  if (wanted === undefined) return Math.max(minTtl, defaultTtl);
  return Math.min(Math.max(wanted, minTtl), Math.max(maxTtl, minTtl));
};

/** Until when an object may be served stale, in milliseconds. */
export interface Staleness {
  readonly whileRevalidate: number;
  readonly ifError: number;
}

/** @param fresh until when it is fresh, in milliseconds */
// fidelity: docs: Serve stale (expired) content: without the directive an origin that fails brings back what was cached
export const staleUntil = (headers: HeaderList, fresh: number): Staleness => {
  const directives = directivesOf(headers);
  const revalidate = seconds(directives.get("stale-while-revalidate"));
  const error = seconds(directives.get("stale-if-error"));
  return {
    whileRevalidate: fresh + (revalidate ?? 0) * 1000,
    ifError: error === undefined ? Number.POSITIVE_INFINITY : error === 0 ? 0 : fresh + error * 1000,
  };
};

// fidelity: docs: HTTP 4xx and 5xx status codes that CloudFront caches
const ALWAYS_CACHED = new Set([404, 410, 414, 500, 501, 502, 503, 504]);
const CACHED_WHEN_ASKED = new Set([400, 403, 405, 412, 415]);
const HEEDING = new Set([404, 410, 414, 501]);

/** Seconds that an error of the origin is cached; `configured`: its minimum in the distribution. */
// fidelity: docs: Control how long CloudFront caches errors
export const errorSeconds = (
  status: number,
  headers: HeaderList,
  { maxTtl }: CacheSettings,
  {
    configured,
    preset,
    now,
  }: { readonly configured: number | undefined; readonly preset: number; readonly now: number },
): number => {
  const directives = directivesOf(headers);
  const wanted = asked(headers, directives, now) ?? 0;
  const age = Math.min(wanted, maxTtl);
  if (HEEDING.has(status) && FORBIDDING.some((name) => directives.has(name))) return 0;
  if (ALWAYS_CACHED.has(status)) return Math.max(configured ?? preset, age);
  if (!CACHED_WHEN_ASKED.has(status)) return 0;
  // fidelity: guess: a minimum that is configured for the code counts without a header as well
  return age > 0 ? Math.max(configured ?? preset, age) : (configured ?? 0);
};
