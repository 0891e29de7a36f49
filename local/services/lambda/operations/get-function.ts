import { read } from "../../../wire/operations/members";
import { restOperation } from "../../../wire/operations/rest-operation";
import { configuration } from "./configuration";
import { answer, functionOf, type LambdaOperation } from "./lambda-operation";

export const getFunction: LambdaOperation = restOperation(
  "GetFunction",
  { query: read("Qualifier") },
  { action: "lambda:GetFunction", on: functionOf },
  () =>
    (_, { record, version }) =>
      answer(200, {
        Configuration: configuration(record, version),
        Code: { RepositoryType: "S3" },
        ...(record.tags ? { Tags: record.tags } : {}),
        ...(record.reservedConcurrency >= 0
          ? { Concurrency: { ReservedConcurrentExecutions: record.reservedConcurrency } }
          : {}),
      }),
);
