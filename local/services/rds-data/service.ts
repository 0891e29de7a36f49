import { createPermit } from "../../access/permit";
import type { Cloud } from "../../cloud/cloud";
import { refuseDropped } from "../../wire/operations/member-check";
import { NOT_EMULATED, notEmulated } from "../../wire/operations/not-emulated";
import { InvalidInput } from "../../wire/operations/operation";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import { renderError } from "../../wire/protocols/render-error";
import { ServiceError } from "../../wire/service-error";
import type { ApiRequest, ApiResponse } from "../../wire/transport/api-request";
import type { Service } from "../service";
import { DataApi } from "./data-api";
import { badRequest } from "./errors";
import { batchExecuteStatement } from "./operations/batch-execute-statement";
import type { DataOperation } from "./operations/data-operation";
import { executeStatement } from "./operations/execute-statement";
import { beginTransaction, commitTransaction, rollbackTransaction } from "./operations/transaction";
import { Transactions } from "./transactions";

const ROUTES: Readonly<Record<string, DataOperation>> = {
  "/BatchExecute": batchExecuteStatement,
  "/BeginTransaction": beginTransaction,
  "/CommitTransaction": commitTransaction,
  "/Execute": executeStatement,
  "/RollbackTransaction": rollbackTransaction,
};

/** The Data API of RDS: statements over HTTP, to clusters of Aurora that have it enabled. */
export const createRdsDataService = (
  cloud: Cloud,
  transactions = new Transactions(),
  api = new DataApi(cloud, transactions),
): Service => {
  const permit = createPermit(cloud.access, { code: "AccessDeniedException", status: 403 });
  const route = async (request: ApiRequest): Promise<ApiResponse> => {
    const { pathname, searchParams: query } = new URL(request.url, "http://127.0.0.1");
    const operation = request.method === "POST" ? ROUTES[pathname] : undefined;
    if (!operation) throw notEmulated("rds-data", `${request.method} ${pathname}`);
    const json = jsonOf(request.body);
    refuseDropped("rds-data", operation, { header: request.headers, query: Object.fromEntries(query), body: json });
    return operation.run(api, { request, query, json }, permit);
  };
  return {
    name: "rds-data",
    operations: Object.values(ROUTES),
    resources: [],
    async handle(request) {
      try {
        return await route(request);
      } catch (error) {
        const known = error instanceof InvalidInput ? refuseJsonInput(error) : error;
        if (!(known instanceof ServiceError)) throw error;
        if (known.status === NOT_EMULATED) cloud.log.warn("rds-data", known.message);
        return renderError(request, known);
      }
    },
    stop: () => transactions.stop(),
  };
};

const jsonOf = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString("utf8") || "{}");
  } catch {
    throw badRequest("The request body is no JSON");
  }
};
