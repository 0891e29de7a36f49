import { wildcard } from "../../../access/pattern";
import { ServiceError } from "../../../wire/service-error";
import type { ApiRequest, ApiResponse } from "../../../wire/transport/api-request";
import type { CorsRule } from "../configurations/cors";
import type { Place } from "../s3-call";
import { emptyAnswer } from "../s3-operation";
import type { Buckets } from "../storage/buckets";

type Headers = Readonly<Record<string, string>>;

interface Asked {
  readonly origin: string;
  readonly method: string;
  /** Absent: no preflight. */
  readonly headers?: readonly string[];
}

/** The first rule that lets a request in. */
const ruleFor = (rules: readonly CorsRule[], { origin, method, headers = [] }: Asked): CorsRule | undefined =>
  rules.find(
    ({ AllowedOrigin, AllowedMethod, AllowedHeader = [] }) =>
      AllowedOrigin.some((allowed) => wildcard(allowed, origin)) &&
      AllowedMethod.includes(method) &&
      headers.every((name) => AllowedHeader.some((allowed) => wildcard(allowed.toLowerCase(), name))),
  );

const headersOf = (rule: CorsRule, { origin, headers = [] }: Asked): Record<string, string> => ({
  // fidelity: observed: conformance s3-cors-*: with credentials but for anybody's origin
  ...(rule.AllowedOrigin.includes("*")
    ? { "access-control-allow-origin": "*" }
    : { "access-control-allow-origin": origin, "access-control-allow-credentials": "true" }),
  "access-control-allow-methods": rule.AllowedMethod.join(", "),
  ...(headers.length > 0 ? { "access-control-allow-headers": headers.join(", ") } : {}),
  ...(rule.ExposeHeader ? { "access-control-expose-headers": rule.ExposeHeader.join(", ") } : {}),
  ...(rule.MaxAgeSeconds === undefined ? {} : { "access-control-max-age": String(rule.MaxAgeSeconds) }),
  vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
});

/** What an answer tells a page of another origin. */
export const corsHeaders = (
  buckets: Buckets,
  { bucket }: Place,
  { headers, method }: Pick<ApiRequest, "headers" | "method">,
): Headers => {
  const { origin } = headers;
  const rules = origin === undefined ? undefined : buckets.get(bucket)?.cors?.CORSRule;
  if (origin === undefined || !rules) return {};
  const asked = { origin, method };
  const rule = ruleFor(rules, asked);
  return rule ? headersOf(rule, asked) : {};
};

const METHODS = ["GET", "PUT", "POST", "DELETE", "HEAD"];

/** Answers a preflight. @throws {ServiceError} */
export const preflight = (buckets: Buckets, { bucket: name, key }: Place, headers: Headers): ApiResponse => {
  const { origin, "access-control-request-method": method, "access-control-request-headers": wanted } = headers;
  if (origin === undefined) throw badRequest("Insufficient information. Origin request header needed.");
  const bucket = buckets.get(name);
  if (!bucket) throw forbidden("CORSResponse: Bucket not found", method, "BUCKET");
  if (method === undefined || !METHODS.includes(method)) {
    throw badRequest(`Invalid Access-Control-Request-Method: ${method ?? "null"}`);
  }
  if (!bucket.cors) throw forbidden("CORSResponse: CORS is not enabled for this bucket.", method, "BUCKET");
  const asked = {
    origin,
    method,
    headers: (wanted ?? "")
      .split(",")
      .map((each) => each.trim().toLowerCase())
      .filter((each) => each !== ""),
  };
  const rule = ruleFor(bucket.cors.CORSRule, asked);
  if (rule) return emptyAnswer(200, headersOf(rule, asked));
  throw forbidden(
    "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
    method,
    key === "" ? "BUCKET" : "OBJECT",
  );
};

const badRequest = (message: string): ServiceError => new ServiceError("BadRequest", message, 400);

const forbidden = (message: string, Method: string | undefined, ResourceType: string): ServiceError =>
  new ServiceError("AccessForbidden", message, 403, { Method, ResourceType });
