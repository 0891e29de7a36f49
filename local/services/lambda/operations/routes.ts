import type { Permit } from "../../../access/permit";
import { refuseDropped } from "../../../wire/operations/member-check";
import { notEmulated } from "../../../wire/operations/not-emulated";
import { ServiceError } from "../../../wire/service-error";
import type { ApiRequest, ApiResponse } from "../../../wire/transport/api-request";
import { notJson } from "../errors";
import { addPermission } from "./add-permission";
import { createAlias } from "./create-alias";
import { createEventSourceMapping } from "./create-event-source-mapping";
import { createFunction } from "./create-function";
import { deleteAlias } from "./delete-alias";
import { deleteEventSourceMapping } from "./delete-event-source-mapping";
import { deleteFunction } from "./delete-function";
import { deleteFunctionConcurrency } from "./delete-function-concurrency";
import { getAlias } from "./get-alias";
import { getEventSourceMapping } from "./get-event-source-mapping";
import { getFunction } from "./get-function";
import { getFunctionConfiguration } from "./get-function-configuration";
import { getPolicy } from "./get-policy";
import { invoke } from "./invoke";
import type { LambdaOperation, LambdaParts } from "./lambda-operation";
import { listAliases } from "./list-aliases";
import { listEventSourceMappings } from "./list-event-source-mappings";
import { listFunctions } from "./list-functions";
import { listVersionsByFunction } from "./list-versions-by-function";
import { publishVersion } from "./publish-version";
import { putFunctionConcurrency } from "./put-function-concurrency";
import { removePermission } from "./remove-permission";
import { updateAlias } from "./update-alias";
import { updateEventSourceMapping } from "./update-event-source-mapping";
import { updateFunctionCode } from "./update-function-code";
import { updateFunctionConfiguration } from "./update-function-configuration";

// fidelity: docs: Lambda API reference, request URIs
const ROUTES: readonly (readonly [method: string, path: string, operation: LambdaOperation])[] = [
  ["POST", "/2015-03-31/functions/:functionName/invocations", invoke],
  ["GET", "/2015-03-31/functions/:functionName", getFunction],
  ["GET", "/2015-03-31/functions/:functionName/configuration", getFunctionConfiguration],
  ["GET", "/2015-03-31/functions", listFunctions],
  ["POST", "/2015-03-31/functions", createFunction],
  ["PUT", "/2015-03-31/functions/:functionName/code", updateFunctionCode],
  ["PUT", "/2015-03-31/functions/:functionName/configuration", updateFunctionConfiguration],
  ["DELETE", "/2015-03-31/functions/:functionName", deleteFunction],
  ["POST", "/2015-03-31/functions/:functionName/policy", addPermission],
  ["GET", "/2015-03-31/functions/:functionName/policy", getPolicy],
  ["DELETE", "/2015-03-31/functions/:functionName/policy/:statementId", removePermission],
  ["POST", "/2015-03-31/functions/:functionName/versions", publishVersion],
  ["GET", "/2015-03-31/functions/:functionName/versions", listVersionsByFunction],
  ["POST", "/2015-03-31/functions/:functionName/aliases", createAlias],
  ["GET", "/2015-03-31/functions/:functionName/aliases", listAliases],
  ["GET", "/2015-03-31/functions/:functionName/aliases/:name", getAlias],
  ["PUT", "/2015-03-31/functions/:functionName/aliases/:name", updateAlias],
  ["DELETE", "/2015-03-31/functions/:functionName/aliases/:name", deleteAlias],
  ["PUT", "/2017-10-31/functions/:functionName/concurrency", putFunctionConcurrency],
  ["DELETE", "/2017-10-31/functions/:functionName/concurrency", deleteFunctionConcurrency],
  ["POST", "/2015-03-31/event-source-mappings", createEventSourceMapping],
  ["GET", "/2015-03-31/event-source-mappings", listEventSourceMappings],
  ["GET", "/2015-03-31/event-source-mappings/:uuid", getEventSourceMapping],
  ["PUT", "/2015-03-31/event-source-mappings/:uuid", updateEventSourceMapping],
  ["DELETE", "/2015-03-31/event-source-mappings/:uuid", deleteEventSourceMapping],
];

const PATTERNS = ROUTES.map(([method, path, operation]) => {
  // A slash at the end is nothing: ListFunctions has one.
  const pattern = new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}/?$`);
  return { method, pattern, operation };
});

export const OPERATIONS = ROUTES.map(([, , operation]) => operation);

/** Answers a call of the Lambda API. @throws {ServiceError} */
export const route = (
  services: LambdaParts,
  request: ApiRequest,
  permit: Permit,
): ApiResponse | Promise<ApiResponse> => {
  const { pathname, searchParams: query } = new URL(request.url, "http://127.0.0.1");
  for (const { method, pattern, operation } of PATTERNS) {
    const match = request.method === method ? pattern.exec(pathname) : undefined;
    if (!match) continue;
    const path = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, value]) => [name, nameInPath(name, decodeURIComponent(value))]),
    );
    // The body of an invocation is the event, and no input of the operation.
    const json = operation === invoke ? undefined : jsonOf(request.body);
    refuseDropped("lambda", operation, { header: request.headers, query: Object.fromEntries(query), body: json });
    return operation.run(services, { request, query, path, json }, permit);
  }
  throw notEmulated("lambda", `${request.method} ${pathname}`);
};

/** fidelity: docs: FunctionName, Name, StatementId and UUID are shorter */
const MAX_NAME = 256;

const nameInPath = (member: string, value: string): string => {
  if (value.length <= MAX_NAME) return value;
  const constraint = `Member must have length less than or equal to ${MAX_NAME}`;
  const found = `Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`;
  throw new ServiceError("ValidationException", `1 validation error detected: ${found}`);
};

const jsonOf = (body: Buffer): unknown => {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (error) {
    throw notJson(error instanceof Error ? error.message : String(error));
  }
};
