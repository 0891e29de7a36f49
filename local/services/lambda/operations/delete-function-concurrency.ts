import { restOperation } from "../../../wire/operations/rest-operation";
import { functionOf, type LambdaOperation, NO_CONTENT } from "./lambda-operation";

export const deleteFunctionConcurrency: LambdaOperation = restOperation(
  "DeleteFunctionConcurrency",
  {},
  { action: "lambda:DeleteFunctionConcurrency", on: functionOf },
  ({ functions }) =>
    async (_, { record }) => {
      await functions.put({ ...record, reservedConcurrency: -1 });
      return NO_CONTENT;
    },
);
