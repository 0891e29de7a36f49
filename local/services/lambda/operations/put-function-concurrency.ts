import * as z from "zod";
import { checkReserved } from "../reserved-concurrency";
import { answer, bodyOperation, functionOf } from "./lambda-operation";

export const putFunctionConcurrency = bodyOperation(
  "PutFunctionConcurrency",
  z.object({ ReservedConcurrentExecutions: z.number().int().min(0) }),
  { action: "lambda:PutFunctionConcurrency", on: functionOf },
  ({ functions }) =>
    async ({ input: { ReservedConcurrentExecutions } }, { record }) => {
      const changed = { ...record, reservedConcurrency: ReservedConcurrentExecutions };
      checkReserved(functions, changed);
      await functions.put(changed);
      return answer(200, { ReservedConcurrentExecutions });
    },
);
