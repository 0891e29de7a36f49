import type { Permit } from "../../../access/permit";
import { refuseDropped } from "../../../wire/operations/member-check";
import { notEmulated } from "../../../wire/operations/not-emulated";
import { restInput } from "../../../wire/operations/rest-operation";
import type { ApiRequest, ApiResponse } from "../../service";
import type { LambdaServices } from "../lambda-services";
import { getFunction } from "./get-function";
import { invoke } from "./invoke";
import type { LambdaOperation } from "./lambda-operation";
import { listFunctions } from "./list-functions";

// fidelity: docs: Lambda API reference, request URIs
const ROUTES: readonly (readonly [method: string, path: RegExp, operation: LambdaOperation])[] = [
  ["POST", /^\/2015-03-31\/functions\/([^/]+)\/invocations$/, invoke],
  ["GET", /^\/2015-03-31\/functions\/([^/]+)$/, getFunction],
  ["GET", /^\/2015-03-31\/functions\/?$/, listFunctions],
];

export const OPERATIONS = ROUTES.map(([, , operation]) => operation);

/** Answers a call of the Lambda API. @throws {ServiceError} */
export const route = (
  services: LambdaServices,
  request: ApiRequest,
  permit: Permit,
): ApiResponse | Promise<ApiResponse> => {
  const { pathname, searchParams: query } = new URL(request.url, "http://127.0.0.1");
  for (const [method, path, operation] of ROUTES) {
    const match = request.method === method ? path.exec(pathname) : undefined;
    if (!match) continue;
    const call = { request, query, functionName: decodeURIComponent(match[1] ?? "") };
    refuseDropped("lambda", operation, restInput(call));
    return operation.run(services, call, permit);
  }
  throw notEmulated("lambda", `${request.method} ${pathname}`);
};
