import { fitsWildcards } from "../../../languages/wildcard";
import type { HeaderList } from "../../apigateway/http/header-list";
import type { CorsPlan, ResponseHeadersPlan } from "../distribution/plan";
import { wildcardParts } from "../distribution/selector";
import type { CacheResult, ViewerRequest } from "./message";

/** Puts in, in place and away what a response headers policy says. Works on every answer, cached or not. */
export const applyPolicy = (headers: HeaderList, policy: ResponseHeadersPlan, request: ViewerRequest): void => {
  headers.removeAll(policy.removed);
  if (policy.cors) applyCors(headers, policy.cors, request);
  for (const { name, value, override } of policy.headers) {
    if (override) headers.set(name, value);
    else headers.setDefault(name, value);
  }
};

// fidelity: docs: Understand response headers policies, CORS headers
const applyCors = (headers: HeaderList, cors: CorsPlan, request: ViewerRequest): void => {
  const origin = request.headers.get("origin");
  if (origin === undefined) return;
  const allowed = allowedOrigin(cors, origin);
  if (allowed === undefined) return;
  const set = (name: string, value: string) => {
    if (cors.override) headers.set(name, value);
    else headers.setDefault(name, value);
  };
  set("Access-Control-Allow-Origin", allowed);
  if (allowed !== "*" && !/\borigin\b/i.test(headers.getAll("vary").join(","))) headers.add("Vary", "Origin");
  if (cors.credentials) set("Access-Control-Allow-Credentials", "true");
  if (request.method === "OPTIONS" && request.headers.has("access-control-request-method")) {
    if (cors.methods.length > 0) set("Access-Control-Allow-Methods", cors.methods.join(", "));
    if (cors.headers.length > 0) set("Access-Control-Allow-Headers", cors.headers.join(", "));
    if (cors.maxAge !== undefined) set("Access-Control-Max-Age", String(cors.maxAge));
  } else if (cors.expose.length > 0) set("Access-Control-Expose-Headers", cors.expose.join(", "));
};

const allowedOrigin = ({ origins }: CorsPlan, origin: string): string | undefined => {
  if (origins.includes("*")) return "*";
  const host = origin.replace(/^https?:\/\//, "");
  const fits = (pattern: string) => fitsWildcards(wildcardParts(pattern), /^https?:\/\//.test(pattern) ? origin : host);
  return origins.some(fits) ? origin : undefined;
};

/** What Server-Timing tells of an answer. */
// fidelity: docs: Server-Timing header
export const serverTiming = (result: CacheResult, pop: string, requestId: string): string => {
  const place = `cdn-pop;desc="${pop}",cdn-rid;desc="${requestId}"`;
  if (result === "Hit") return `cdn-cache-hit,${place},cdn-hit-layer;desc="EDGE",cdn-downstream-fbl;dur=0`;
  const kind = result === "RefreshHit" ? "cdn-cache-refresh" : "cdn-cache-miss";
  return `cdn-upstream-layer;desc="EDGE",cdn-upstream-dns;dur=0,cdn-upstream-connect;dur=0,cdn-upstream-fbl;dur=1,${kind},${place}`;
};
