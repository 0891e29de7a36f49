import type { Output } from "../../wire/operations/operation";
import type { Execution } from "./store";

/** An execution as the API tells it. */
export const told = (execution: Execution): Output => {
  const { arn, stateMachineArn, name, status, startDate, stopDate, input, output, error, cause } = execution;
  const { stateMachineVersionArn, stateMachineAliasArn, mapRunArn } = execution;
  return {
    executionArn: arn,
    stateMachineArn,
    ...(stateMachineVersionArn === undefined ? {} : { stateMachineVersionArn }),
    ...(stateMachineAliasArn === undefined ? {} : { stateMachineAliasArn }),
    ...(mapRunArn === undefined ? {} : { mapRunArn }),
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

/** fidelity: docs: RedriveExecution: within 14 days of the end, at most 1,000 times */
const REDRIVABLE_SECONDS = 14 * 86_400;
const MAX_REDRIVES = 1_000;

/** Why an execution cannot be redriven. */
// fidelity: observed: localstack's tests on AWS; docs: DescribeExecution, redriveStatusReason
export const notRedrivable = (
  { status, mapRunArn, stopDate = 0, redriveCount = 0 }: Execution,
  now: number,
): string | undefined => {
  if (status === "SUCCEEDED" || status === "RUNNING") return `Execution is ${status} and cannot be redriven`;
  if (mapRunArn !== undefined) return "Execution was started by a Map Run and cannot be redriven on its own";
  if (now - stopDate > REDRIVABLE_SECONDS) return "Execution's redrive period has been exceeded";
  return redriveCount >= MAX_REDRIVES ? "Execution has reached its limit of redrives" : undefined;
};

export const redrivable = (execution: Execution): Output => {
  const { redriveCount = 0, redriveDate } = execution;
  const reason = notRedrivable(execution, execution.stopDate ?? 0);
  return {
    redriveCount,
    ...(redriveDate === undefined ? {} : { redriveDate }),
    redriveStatus: reason === undefined ? "REDRIVABLE" : "NOT_REDRIVABLE",
    ...(reason === undefined ? {} : { redriveStatusReason: reason }),
  };
};
