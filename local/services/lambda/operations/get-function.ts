import { read } from "../../../wire/operations/members";
import { restOperation } from "../../../wire/operations/rest-operation";
import { configuration } from "./configuration";
import { functionOf, type LambdaOperation } from "./lambda-operation";

export const getFunction: LambdaOperation = restOperation(
  "GetFunction",
  { query: read("Qualifier") },
  { action: "lambda:GetFunction", on: functionOf },
  () =>
    (_, { record, version }) => {
      const body = JSON.stringify({ Configuration: configuration(record, version), Code: { RepositoryType: "S3" } });
      return { status: 200, headers: { "content-type": "application/json" }, body };
    },
);
