import type { Permit } from "../../../access/permit";
import { refuseDropped } from "../../../wire/operations/member-check";
import { notEmulated } from "../../../wire/operations/not-emulated";
import { ServiceError } from "../../../wire/service-error";
import type { ApiRequest, ApiResponse } from "../../../wire/transport/api-request";
import type { Hosting } from "../hosting";
import type { AmplifyOperation } from "./amplify-operation";
import { createDeployment } from "./create-deployment";
import { getApp } from "./get-app";
import { getBranch } from "./get-branch";
import { getJob } from "./get-job";
import { listApps } from "./list-apps";
import { listBranches } from "./list-branches";
import { listJobs } from "./list-jobs";
import { startDeployment } from "./start-deployment";
import { stopJob } from "./stop-job";

// fidelity: docs: Amplify API reference, request URIs
const ROUTES: readonly (readonly [method: string, path: string, operation: AmplifyOperation])[] = [
  ["GET", "/apps", listApps],
  ["GET", "/apps/:appId", getApp],
  ["GET", "/apps/:appId/branches", listBranches],
  ["GET", "/apps/:appId/branches/:branchName", getBranch],
  ["POST", "/apps/:appId/branches/:branchName/deployments", createDeployment],
  ["POST", "/apps/:appId/branches/:branchName/deployments/start", startDeployment],
  ["GET", "/apps/:appId/branches/:branchName/jobs", listJobs],
  ["GET", "/apps/:appId/branches/:branchName/jobs/:jobId", getJob],
  ["DELETE", "/apps/:appId/branches/:branchName/jobs/:jobId/stop", stopJob],
];

const PATTERNS = ROUTES.map(([method, path, operation]) => ({
  method,
  pattern: new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}/?$`),
  operation,
}));

export const OPERATIONS = ROUTES.map(([, , operation]) => operation);

/** Answers a call of the Amplify API. @throws {ServiceError} */
export const route = (hosting: Hosting, request: ApiRequest, permit: Permit): ApiResponse | Promise<ApiResponse> => {
  const { pathname, searchParams: query } = new URL(request.url, "http://127.0.0.1");
  for (const { method, pattern, operation } of PATTERNS) {
    const match = request.method === method ? pattern.exec(pathname) : undefined;
    if (!match) continue;
    const path = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    const json = jsonOf(request.body);
    refuseDropped("amplify", operation, { header: request.headers, query: Object.fromEntries(query), body: json });
    return operation.run(hosting, { request, query, path, json }, permit);
  }
  throw notEmulated("amplify", `${request.method} ${pathname}`);
};

const jsonOf = (body: Buffer): unknown => {
  try {
    return body.length === 0 ? undefined : JSON.parse(body.toString("utf8"));
  } catch {
    throw new ServiceError("BadRequestException", "The request body is no JSON", 400);
  }
};
