import { NOT_EMULATED } from "../../../wire/operations/not-emulated";
import { ServiceError } from "../../../wire/service-error";
import type { ApiRequest } from "../../../wire/transport/api-request";
import type { CloudFrontCall, CloudFrontOperation } from "./cloudfront-operation";
import { getDistribution, getDistributionConfig, listDistributions } from "./distributions";
import { describeFunction, getFunction, listFunctions, publishFunction } from "./functions";
import { createInvalidation, getInvalidation, listInvalidations } from "./invalidations";
import { testFunction } from "./test-function";
import { createFunction, deleteFunction, updateFunction } from "./write-functions";

/** By method and path below the API's version. */
const ROUTES: readonly (readonly [method: string, path: RegExp, operation: CloudFrontOperation])[] = [
  ["GET", /^\/distribution$/, listDistributions],
  ["GET", /^\/distribution\/(?<distribution>[^/]+)$/, getDistribution],
  ["GET", /^\/distribution\/(?<distribution>[^/]+)\/config$/, getDistributionConfig],
  ["POST", /^\/distribution\/(?<distribution>[^/]+)\/invalidation$/, createInvalidation],
  ["GET", /^\/distribution\/(?<distribution>[^/]+)\/invalidation$/, listInvalidations],
  ["GET", /^\/distribution\/(?<distribution>[^/]+)\/invalidation\/(?<invalidation>[^/]+)$/, getInvalidation],
  ["GET", /^\/function$/, listFunctions],
  ["POST", /^\/function$/, createFunction],
  ["GET", /^\/function\/(?<name>[^/]+)$/, getFunction],
  ["PUT", /^\/function\/(?<name>[^/]+)$/, updateFunction],
  ["DELETE", /^\/function\/(?<name>[^/]+)$/, deleteFunction],
  ["GET", /^\/function\/(?<name>[^/]+)\/describe$/, describeFunction],
  ["POST", /^\/function\/(?<name>[^/]+)\/publish$/, publishFunction],
  ["POST", /^\/function\/(?<name>[^/]+)\/test$/, testFunction],
];

export const OPERATIONS: readonly CloudFrontOperation[] = ROUTES.map(([, , operation]) => operation);

/** The operation that a request asks for, and what its path names. @throws {ServiceError} for others */
export const routed = (request: ApiRequest): { operation: CloudFrontOperation; call: CloudFrontCall } => {
  const { pathname, searchParams: query } = new URL(request.url, "http://cloudfront");
  const path = pathname.replace(/^\/\d{4}-\d\d-\d\d/, "").replace(/\/$/, "");
  for (const [method, pattern, operation] of ROUTES) {
    const names = method === request.method ? pattern.exec(path)?.groups : undefined;
    if (method !== request.method || !pattern.test(path)) continue;
    const { distribution = "", invalidation = "", name = "" } = names ?? {};
    return { operation, call: { request, query, distribution, invalidation, name: decodeURIComponent(name) } };
  }
  throw new ServiceError(
    "NotImplemented",
    `cloudfront ${request.method} ${path} is not emulated by the local cloud`,
    NOT_EMULATED,
  );
};
