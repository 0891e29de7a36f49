import { HeaderList } from "../../apigateway/http/header-list";
import type { Behavior, Origin } from "../distribution/plan";
import type { ViewerRequest } from "../edge/message";
import { acceptedEncodings, takenCookies, takenQuery, viewerHeader } from "../edge/viewer-values";

/** A request on its way to an origin. */
export interface OriginRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: HeaderList;
  readonly body: Buffer;
  readonly scheme: "http" | "https";
}

/** Headers of a viewer that no setting forwards, and those that are made anew. */
// fidelity: docs: RequestBehaviorCustomOrigin, HTTP request headers and CloudFront behavior; conformance edge-requests-never-forwarded
const NEVER =
  /^(?:accept-encoding|connection|content-length|cookie|expect|host|keep-alive|max-forwards|proxy-.*|request-range|te|trailer|transfer-encoding|upgrade|via|x-amz-cf-.*|x-edge-.*|x-forwarded-for|x-forwarded-proto|x-http-method-override|x-real-ip|cloudfront-.*|user-agent)$/;

/** Those that tell of the body, or ask for a part or another state of the object: no policy has to name them. */
const CONTENT = /^content-/;
const OF_OBJECT = /^(?:if-match|if-modified-since|if-none-match|if-range|if-unmodified-since|range)$/;

/** Those that the settings from before policies keep from the origin unless they are listed. */
const NOT_IN_LEGACY = /^(?:accept|accept-charset|accept-language|authorization|referer)$/;

/** Methods with which Authorization goes to the origin whatever the settings say. */
const AUTHORIZED = new Set(["DELETE", "PATCH", "POST", "PUT"]);

/** What an origin is sent for a viewer's request. `conditions`: of the edge's own in the place of the viewer's. */
export const originRequest = (
  request: ViewerRequest,
  behavior: Behavior,
  origin: Origin,
  edge: { readonly host: string; readonly conditions?: Readonly<Record<string, string>> },
): OriginRequest => {
  const { cache, forward } = behavior;
  const headers = new HeaderList();
  const hostForwarded = forward.header("host");
  headers.add("Host", (hostForwarded ? request.headers.get("host") : undefined) ?? origin.domainName);
  headers.add("User-Agent", (forward.header("user-agent") && request.headers.get("user-agent")) || "Amazon CloudFront");
  const via = request.headers.getAll("via");
  headers.add("Via", [...via, `${request.httpVersion} ${edge.host} (CloudFront)`].join(", "));
  const addresses = [...request.headers.getAll("x-forwarded-for"), request.address];
  headers.add("X-Forwarded-For", addresses.join(", "));
  headers.add("X-Amz-Cf-Id", request.id);
  for (const [name, value] of request.headers.entries()) {
    const lower = name.toLowerCase();
    if (!NEVER.test(lower) && goesOn(lower, request, behavior)) headers.add(name, value);
  }
  const encodings =
    acceptedEncodings(request, cache) ??
    (forward.header("accept-encoding") ? request.headers.get("accept-encoding") : undefined);
  if (encodings !== undefined) headers.add("Accept-Encoding", encodings);
  const cookies = takenCookies(request, cache.cookies, forward.cookies);
  if (cookies !== undefined) headers.add("Cookie", cookies);
  for (const name of forward.added) {
    const value = viewerHeader(request, name);
    if (value !== undefined) headers.add(capitalised(name), value);
  }
  if (edge.conditions) {
    for (const name of ["if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since"]) {
      headers.remove(name);
    }
    for (const [name, value] of Object.entries(edge.conditions)) headers.add(name, value);
  }
  for (const [name, value] of origin.customHeaders) headers.set(name, value);
  const query = takenQuery(request.query, cache.query, forward.query);
  return {
    method: request.method,
    target: `${origin.path}${request.path}${query === undefined ? "" : `?${query}`}`,
    headers,
    body: request.body,
    scheme: origin.protocol === "match-viewer" ? request.scheme : origin.protocol === "https-only" ? "https" : "http",
  };
};

const goesOn = (name: string, { method }: ViewerRequest, { forward }: Behavior): boolean =>
  forward.header(name) ||
  CONTENT.test(name) ||
  OF_OBJECT.test(name) ||
  (name === "authorization" && AUTHORIZED.has(method)) ||
  (forward.legacy && !NOT_IN_LEGACY.test(name));

const capitalised = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
