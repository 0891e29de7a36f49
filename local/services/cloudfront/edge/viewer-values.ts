import type { Selector } from "../distribution/selector";
import type { ViewerRequest } from "./message";

/** The parameters of a query string that some selectors take, in their order and as they were sent. */
export const takenQuery = (query: string | undefined, ...selectors: readonly Selector[]): string | undefined => {
  if (query === undefined) return undefined;
  if (selectors.some(({ kind }) => kind === "all")) return query;
  if (selectors.every(({ kind }) => kind === "none")) return undefined;
  // fidelity: docs: only & separates parameters
  const pairs = query.split("&").filter((pair) => selectors.some((each) => each.takes(parameterName(pair))));
  return pairs.length > 0 ? pairs.join("&") : undefined;
};

const parameterName = (pair: string): string => {
  const mark = pair.indexOf("=");
  return mark < 0 ? pair : pair.slice(0, mark);
};

/** The cookies that some selectors take, sorted by name. */
// fidelity: docs: Caching content based on cookies: sorted in natural order by name; the cases: their values as they are
export const takenCookies = (request: ViewerRequest, ...selectors: readonly Selector[]): string | undefined => {
  if (selectors.every(({ kind }) => kind === "none")) return undefined;
  const pairs = request.headers
    .getAll("cookie")
    .join("; ")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair !== "" && selectors.some((each) => each.takes(parameterName(pair))))
    .sort((a, b) => (parameterName(a) < parameterName(b) ? -1 : parameterName(a) > parameterName(b) ? 1 : 0));
  return pairs.length > 0 ? pairs.join("; ") : undefined;
};

/** The value of a header as it is key or forwarded: those that CloudFront makes are made. */
export const viewerHeader = (request: ViewerRequest, name: string): string | undefined => {
  const own = CLOUDFRONT_HEADERS[name];
  if (own) return own(request);
  if (name.startsWith("cloudfront-")) return undefined;
  const values = request.headers.getAll(name);
  return values.length > 0 ? values.join(", ") : undefined;
};

const userAgent = ({ headers }: ViewerRequest): string => headers.get("user-agent") ?? "";
const isTablet = (request: ViewerRequest): boolean =>
  /iPad|Tablet|Kindle|Silk|PlayBook|Android(?!.*Mobile)/i.test(userAgent(request)) && !isTelevision(request);
const isTelevision = (request: ViewerRequest): boolean =>
  /SmartTV|SMART-TV|AppleTV|Apple TV|GoogleTV|HbbTV|BRAVIA|Roku|CrKey|AFT[A-Z]/i.test(userAgent(request));
const isMobile = (request: ViewerRequest): boolean =>
  /Mobi|iPhone|iPod|Windows Phone|BlackBerry|Opera Mini/i.test(userAgent(request)) && !isTablet(request);
const isDesktop = (request: ViewerRequest): boolean =>
  !isMobile(request) && !isTablet(request) && !isTelevision(request);

const TLS = "TLSv1.3:TLS_AES_128_GCM_SHA256:fullHandshake";

// fidelity: docs: Add CloudFront request headers; guess: which devices their names stand for, a place beyond the country
const CLOUDFRONT_HEADERS: Readonly<Record<string, (request: ViewerRequest) => string | undefined>> = {
  "cloudfront-forwarded-proto": ({ scheme }) => scheme,
  "cloudfront-is-mobile-viewer": (request) => String(isMobile(request)),
  "cloudfront-is-tablet-viewer": (request) => String(isTablet(request)),
  "cloudfront-is-smarttv-viewer": (request) => String(isTelevision(request)),
  "cloudfront-is-desktop-viewer": (request) => String(isDesktop(request)),
  "cloudfront-is-ios-viewer": (request) => String(/iPhone|iPad|iPod/.test(userAgent(request))),
  "cloudfront-is-android-viewer": (request) => String(/Android/.test(userAgent(request))),
  "cloudfront-viewer-address": ({ address, port }) => `${address}:${port}`,
  "cloudfront-viewer-country": ({ country }) => country,
  "cloudfront-viewer-http-version": ({ httpVersion }) => httpVersion,
  "cloudfront-viewer-tls": ({ scheme }) => (scheme === "https" ? TLS : undefined),
};

/** What of Accept-Encoding a cache policy lets through: `br,gzip`, `gzip`, `br`, `identity`. */
// fidelity: observed: conformance edge-cache-key-encoding-*
export const acceptedEncodings = (
  request: ViewerRequest,
  { gzip, brotli }: { readonly gzip: boolean; readonly brotli: boolean },
): string | undefined => {
  if (!gzip && !brotli) return undefined;
  // fidelity: docs: ServingCompressedFiles: requests of HTTP/1.0 get no compressed objects
  const text = request.httpVersion === "1.0" ? "" : request.headers.getAll("accept-encoding").join(",");
  const accepted = new Set(
    text
      .split(",")
      .map((part) => part.trim().toLowerCase())
      .filter((part) => !/;\s*q=0(?:\.0*)?$/.test(part))
      .map((part) => part.split(";", 1)[0]?.trim()),
  );
  const found = [brotli && accepted.has("br") ? ["br"] : [], gzip && accepted.has("gzip") ? ["gzip"] : []].flat();
  return found.length > 0 ? found.join(",") : "identity";
};
