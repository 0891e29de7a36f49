import type { Clock } from "../../../cloud/clock";
import type { Behavior, DistributionPlan } from "../distribution/plan";
import { ERROR_CACHING_SECONDS } from "../distribution/read-distribution";
import { OriginError } from "../origins/origin-error";
import type { Origins } from "../origins/origins";
import { type CacheKey, cacheKey } from "./cache-key";
import { compressed } from "./compression";
import { errorPage } from "./error-page";
import { directivesOf, errorSeconds, freshSeconds, staleUntil } from "./freshness";
import type { EdgeAnswer, EdgeResult, ViewerRequest } from "./message";
import type { CachedObject, ObjectCache } from "./object-cache";
import { cleaned } from "./origin-answer";

/** One request at a distribution. */
export interface Exchange {
  readonly request: ViewerRequest;
  readonly behavior: Behavior;
  readonly distribution: DistributionPlan;
  /** Of the edge location, as Via names it. */
  readonly host: string;
  /** The page of an error is fetched: its own errors have none. */
  readonly isErrorPage?: boolean;
}

/** Statuses that are no errors and are kept. */
const KEPT = new Set([200, 203, 204, 300, 301, 302, 303, 307, 308]);

/** Answers from the cache, or from the origin, and keeps what may be kept. */
export class CachedFetch {
  /** Requests for the same object at the same time ask the origin once. */
  private readonly pending = new Map<string, Promise<unknown>>();

  constructor(
    private readonly cache: ObjectCache,
    private readonly origins: Origins,
    private readonly clock: Clock,
    private readonly warn: (line: string) => void,
    /** Fetches the page of an error as a viewer would. */
    private readonly page: (exchange: Exchange, path: string) => Promise<EdgeResult>,
  ) {}

  async answer(exchange: Exchange): Promise<EdgeResult> {
    const { request, behavior, distribution } = exchange;
    if (!behavior.cached.has(request.method)) return this.uncached(exchange);
    const key = cacheKey(request, behavior);
    const found = this.find(exchange, key);
    if (found) return found;
    const name = `${distribution.id} ${key.text}\n${request.method} ${request.headers.get("range") ?? ""}`;
    const before = this.pending.get(name);
    if (before) {
      await before.catch(() => undefined);
      const meanwhile = this.find(exchange, key);
      if (meanwhile) return meanwhile;
    }
    const work = this.fetch(exchange, key);
    // fidelity: docs: request collapsing: not where nothing is cached
    if (behavior.cache.maxTtl === 0) return work;
    this.pending.set(name, work);
    try {
      return await work;
    } finally {
      if (this.pending.get(name) === work) this.pending.delete(name);
    }
  }

  private find(exchange: Exchange, key: CacheKey): EdgeResult | undefined {
    const { request, distribution } = exchange;
    const known =
      this.stored(distribution, key.text, request) ?? this.stored(distribution, partKey(key, request), request, true);
    if (!known) return undefined;
    const now = this.clock.now();
    if (now < known.fresh || now < known.unasked) return this.hit(known, now);
    if (now < known.staleWhileRevalidate) {
      this.refresh(exchange, key);
      return this.hit(known, now);
    }
    return undefined;
  }

  /** What is cached under a key, where it can serve the request. */
  private stored(
    { id }: DistributionPlan,
    text: string | undefined,
    { method }: ViewerRequest,
    ofPart = false,
  ): CachedObject | undefined {
    const known = text === undefined ? undefined : this.cache.get(id, text);
    if (!known || (known.isHead && method !== "HEAD") || (ofPart && known.answer.status !== 206)) return undefined;
    return known;
  }

  private hit({ answer, isError, stored }: CachedObject, now: number): EdgeResult {
    const age = Math.floor((now - stored) / 1000);
    return { answer, result: isError ? "Error" : "Hit", age };
  }

  private refresh(exchange: Exchange, key: CacheKey): void {
    const name = `refresh ${exchange.distribution.id} ${key.text}`;
    if (this.pending.has(name)) return;
    const work = this.fetch(exchange, key);
    this.pending.set(name, work);
    const done = () => void this.pending.delete(name);
    work.then(done, done);
  }

  private async uncached(exchange: Exchange): Promise<EdgeResult> {
    const fetched = await this.fromOrigin(exchange);
    if (fetched.status < 400) return { answer: cleaned(fetched, exchange.behavior), result: "Miss" };
    return this.errorResult(exchange, cleaned(fetched, exchange.behavior));
  }

  private async fetch(exchange: Exchange, key: CacheKey): Promise<EdgeResult> {
    const { request, behavior, distribution } = exchange;
    const stale = this.cache.get(distribution.id, key.text);
    const known = stale && !stale.isError && !(stale.isHead && request.method !== "HEAD") ? stale : undefined;
    const conditions = known && conditionsOf(known);
    const fetched = await this.fromOrigin(exchange, conditions);
    if (known && conditions && fetched.status === 304) return this.revalidated(exchange, key, known, fetched);
    if (fetched.status >= 400) return this.failed(exchange, key, known, fetched);
    const answer = cleaned(fetched, behavior);
    const shaped = request.method === "GET" ? await compressed(answer, behavior, key.encodings) : answer;
    this.keep(exchange, key, { fetched, answer: shaped });
    return { answer: shaped, result: "Miss" };
  }

  private async fromOrigin(
    { request, behavior, distribution, host }: Exchange,
    conditions?: Readonly<Record<string, string>>,
  ): Promise<EdgeAnswer> {
    try {
      return await this.origins.ask(request, behavior, distribution, { host, ...(conditions && { conditions }) });
    } catch (error) {
      if (!(error instanceof OriginError)) throw error;
      this.warn(`${request.method} ${request.path}: ${error.message}`);
      return errorPage(error.status, error.reason, request.id);
    }
  }

  private revalidated(
    exchange: Exchange,
    { text }: CacheKey,
    known: CachedObject,
    { headers: told }: EdgeAnswer,
  ): EdgeResult {
    const { behavior, distribution } = exchange;
    const headers = known.answer.headers.copy();
    for (const name of ["cache-control", "expires", "date"]) {
      const value = told.get(name);
      if (value !== undefined) headers.set(name, value);
    }
    const answer = { ...known.answer, headers };
    const times = this.times(headers, behavior);
    this.cache.put(distribution.id, text, { ...known, ...times, answer, unasked: 0 });
    return { answer, result: "RefreshHit" };
  }

  /** An error of the origin: an older object in its place, or its own answer, or the page that is configured. */
  private async failed(
    exchange: Exchange,
    { text, object }: CacheKey,
    known: CachedObject | undefined,
    fetched: EdgeAnswer,
  ): Promise<EdgeResult> {
    const { behavior, distribution, request } = exchange;
    const now = this.clock.now();
    const configured = distribution.customErrors.get(fetched.status)?.cachingMinTtl;
    const rules = { configured, preset: ERROR_CACHING_SECONDS, now };
    const seconds = errorSeconds(fetched.status, fetched.headers, behavior.cache, rules);
    // fidelity: docs: HTTPStatusCodes: 5xx, and an expired object is there
    if (known && fetched.status >= 500 && now < known.staleIfError) {
      this.cache.put(distribution.id, text, { ...known, unasked: now + seconds * 1000 });
      return this.hit(known, now);
    }
    const result = await this.errorResult(exchange, cleaned(fetched, behavior));
    const asPart = request.headers.has("range") && fetched.status === 416;
    if (seconds > 0 && !asPart) {
      this.cache.put(distribution.id, text, {
        answer: result.answer,
        object,
        stored: now,
        fresh: now + seconds * 1000,
        unasked: 0,
        staleWhileRevalidate: 0,
        staleIfError: 0,
        etag: undefined,
        lastModified: undefined,
        isError: true,
        isHead: request.method === "HEAD",
      });
    }
    return result;
  }

  private async errorResult(exchange: Exchange, answer: EdgeAnswer): Promise<EdgeResult> {
    const custom = exchange.isErrorPage ? undefined : exchange.distribution.customErrors.get(answer.status);
    if (!custom?.page) {
      const shaped = await compressed(
        answer,
        exchange.behavior,
        cacheKey(exchange.request, exchange.behavior).encodings,
      );
      return { answer: shaped, result: "Error" };
    }
    const { answer: page } = await this.page(exchange, custom.page);
    // fidelity: docs: custom-error-pages-procedure: without its page the status of what was asked for it
    const status = page.status < 400 ? custom.status : page.status;
    return { answer: { ...page, status }, result: "Error" };
  }

  private keep(
    { request, behavior, distribution }: Exchange,
    key: CacheKey,
    { fetched, answer }: { readonly fetched: EdgeAnswer; readonly answer: EdgeAnswer },
  ): void {
    const text = fetched.status === 206 ? partKey(key, request) : KEPT.has(fetched.status) ? key.text : undefined;
    const { maxTtl, minTtl } = behavior.cache;
    if (text === undefined || maxTtl === 0) return;
    const directives = directivesOf(fetched.headers);
    const times = this.times(fetched.headers, behavior);
    if (minTtl === 0 && directives.has("no-store")) return;
    const etag = fetched.headers.get("etag");
    const lastModified = fetched.headers.get("last-modified");
    const canBeAsked = etag !== undefined || lastModified !== undefined;
    const now = this.clock.now();
    if (times.fresh <= now && !canBeAsked && times.staleIfError <= now && times.staleWhileRevalidate <= now) return;
    this.cache.put(distribution.id, text, {
      ...times,
      answer,
      object: key.object,
      unasked: 0,
      etag,
      lastModified,
      isError: false,
      isHead: request.method === "HEAD",
    });
  }

  private times(headers: EdgeAnswer["headers"], { cache }: Behavior) {
    const stored = this.clock.now();
    const fresh = stored + freshSeconds(headers, cache, stored) * 1000;
    const { whileRevalidate, ifError } = staleUntil(headers, fresh);
    return { stored, fresh, staleWhileRevalidate: whileRevalidate, staleIfError: ifError };
  }
}

/** Parts of an object are kept apart from it. */
const partKey = ({ text }: CacheKey, { headers }: ViewerRequest): string | undefined => {
  const range = headers.get("range");
  return range === undefined ? undefined : `${text}\nrange ${range}`;
};

const conditionsOf = ({ etag, lastModified }: CachedObject): Readonly<Record<string, string>> | undefined => {
  if (etag === undefined && lastModified === undefined) return undefined;
  return {
    ...(etag === undefined ? {} : { "If-None-Match": etag }),
    ...(lastModified === undefined ? {} : { "If-Modified-Since": lastModified }),
  };
};
