import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { ServiceError } from "../../../wire/service-error";
import type { StatesServices } from "../store";

/** The execution as it was started: RUNNING, since its states are not run. */
export const describeExecution = operation(
  "DescribeExecution",
  z.object({ executionArn: z.string().min(1) }),
  (services: StatesServices) =>
    ({ executionArn }, { principal }) => {
      requireAccess(services.access, principal, "states:DescribeExecution", executionArn);
      const execution = services.executions.get(executionArn);
      if (!execution) {
        throw new ServiceError("ExecutionDoesNotExist", `Execution Does Not Exist: '${executionArn}'`);
      }
      const { stateMachineArn, name, input, startDate } = execution;
      return { executionArn, stateMachineArn, name, status: "RUNNING", startDate, input };
    },
);
