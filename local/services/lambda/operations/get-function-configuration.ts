import { read } from "../../../wire/operations/members";
import { restOperation } from "../../../wire/operations/rest-operation";
import { configuration } from "./configuration";
import { answer, functionOf, type LambdaOperation } from "./lambda-operation";

export const getFunctionConfiguration: LambdaOperation = restOperation(
  "GetFunctionConfiguration",
  { query: read("Qualifier") },
  { action: "lambda:GetFunctionConfiguration", on: functionOf },
  () =>
    (_, { record, version }) =>
      answer(200, configuration(record, version)),
);
