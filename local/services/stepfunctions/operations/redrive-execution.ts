import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { notRedrivable } from "../shown-execution";
import { Arn, namedExecution } from "./states-operation";

const Input = z.object({ executionArn: Arn, clientToken: z.string().min(1).max(64).optional() });

/** Goes on with an execution that has failed, from the state that failed. */
export const redriveExecution = operation(
  "RedriveExecution",
  Input,
  { action: "states:RedriveExecution", on: namedExecution },
  ({ runner, clock }) =>
    async (_, execution) => {
      const reason = notRedrivable(execution, clock.now() / 1000);
      if (reason !== undefined) throw new ServiceError("ExecutionNotRedrivable", reason);
      return { redriveDate: (await runner.redrive(execution)).redriveDate };
    },
);
