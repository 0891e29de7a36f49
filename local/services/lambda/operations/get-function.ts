import { configuration } from "./configuration";
import { permit } from "./permit";
import type { Operation } from "./routes";

/** GetFunction. */
export const getFunction: Operation = ({ cloud, functions }, { request, query, functionName }) => {
  const { record, version, arn } = functions.resolve(functionName, query.get("Qualifier") ?? undefined);
  permit(cloud, request.principal, "lambda:GetFunction", arn);
  const body = JSON.stringify({ Configuration: configuration(record, version), Code: { RepositoryType: "S3" } });
  return { status: 200, headers: { "content-type": "application/json" }, body };
};
