import * as z from "zod";
import { answer, bodyOperation, functionOf } from "./lambda-operation";

export const putFunctionConcurrency = bodyOperation(
  "PutFunctionConcurrency",
  z.object({ ReservedConcurrentExecutions: z.number().int().min(0) }),
  { action: "lambda:PutFunctionConcurrency", on: functionOf },
  ({ functions }) =>
    async ({ input: { ReservedConcurrentExecutions } }, { record }) => {
      await functions.put({ ...record, reservedConcurrency: ReservedConcurrentExecutions });
      return answer(200, { ReservedConcurrentExecutions });
    },
);
