import type { Behavior } from "../distribution/plan";
import type { ViewerRequest } from "./message";
import { acceptedEncodings, takenCookies, takenQuery, viewerHeader } from "./viewer-values";

/** Under which an answer is cached, within its distribution. */
export interface CacheKey {
  readonly text: string;
  /** Path and query as invalidations name it. */
  readonly object: string;
  /** Of Accept-Encoding, where it is key. */
  readonly encodings: string | undefined;
}

/** fidelity: docs: Understand the cache key: the domain name is the distribution's, not the Host that was asked */
export const cacheKey = (request: ViewerRequest, { cache }: Behavior): CacheKey => {
  const query = takenQuery(request.query, cache.query);
  const object = query === undefined ? request.path : `${request.path}?${query}`;
  const encodings = acceptedEncodings(request, cache);
  const method = request.method === "OPTIONS" ? "OPTIONS" : "GET";
  let text = `${method} ${object}\n${encodings ?? ""}`;
  for (const name of cache.headers) text += `\n${name}:${viewerHeader(request, name) ?? "\0"}`;
  const cookies = takenCookies(request, cache.cookies);
  if (cookies !== undefined) text += `\n${cookies}`;
  return { text, object, encodings };
};
