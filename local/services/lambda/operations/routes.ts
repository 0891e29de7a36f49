import { ServiceError } from "../../../wire/service-error";
import type { ApiRequest, ApiResponse } from "../../service";
import type { LambdaServices } from "../lambda-services";
import { getFunction } from "./get-function";
import { invoke } from "./invoke";
import { listFunctions } from "./list-functions";

export interface Call {
  readonly request: ApiRequest;
  readonly query: URLSearchParams;
  /** The function as the path names it; empty where the path names none. */
  readonly functionName: string;
}

export type Operation = (services: LambdaServices, call: Call) => ApiResponse | Promise<ApiResponse>;

// fidelity: docs: Lambda API reference, request URIs
const ROUTES: readonly (readonly [method: string, path: RegExp, operation: Operation])[] = [
  ["POST", /^\/2015-03-31\/functions\/([^/]+)\/invocations$/, invoke],
  ["GET", /^\/2015-03-31\/functions\/([^/]+)$/, getFunction],
  ["GET", /^\/2015-03-31\/functions\/?$/, listFunctions],
];

/** Answers a call of the Lambda API. @throws {ServiceError} */
export const route = (services: LambdaServices, request: ApiRequest): ApiResponse | Promise<ApiResponse> => {
  const { pathname, searchParams: query } = new URL(request.url, "http://127.0.0.1");
  for (const [method, path, operation] of ROUTES) {
    const match = request.method === method ? path.exec(pathname) : undefined;
    if (match) return operation(services, { request, query, functionName: decodeURIComponent(match[1] ?? "") });
  }
  const what = `lambda ${request.method} ${pathname} is not emulated by the local cloud; see the support table in docs/`;
  services.cloud.log.warn("lambda", what);
  throw new ServiceError("NotEmulatedByLocalCloud", what, 501);
};
