import type { Output } from "../../wire/operations/operation";
import type { Execution } from "./store";

/** An execution as the API tells it. */
export const told = (execution: Execution): Output => {
  const { arn, stateMachineArn, name, status, startDate, stopDate, input, output, error, cause } = execution;
  return {
    executionArn: arn,
    stateMachineArn,
    name,
    status,
    startDate,
    ...(stopDate === undefined ? {} : { stopDate }),
    input,
    inputDetails: { included: true },
    ...(output === undefined ? {} : { output, outputDetails: { included: true } }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
};
