import { ServiceError } from "../../../wire/service-error";
import { errorMessageOf } from "../../lambda/function-error";
import type { InvokeResult } from "../../lambda/invoker";
import { Failure, integrationFailure, internalError, requestTooLarge } from "../failures/failure";

// fidelity: observed: localstack's tests on AWS: 500 for a missing permission, 502 for what Lambda refuses otherwise;
// users' reports (Stack Overflow 36363280): a throttled function is INTEGRATION_FAILURE with 500
export const invocationFailure = (error: unknown, arn: string): unknown => {
  if (error instanceof Failure) return error;
  if (!(error instanceof ServiceError))
    return internalError(`invoking ${arn} failed: ${(error as Error).message}`, 502);
  if (error.code.startsWith("AccessDenied")) {
    return internalError(
      `Execution failed due to configuration error: Invalid permissions on Lambda function: ${arn}: ${error.message}`,
    );
  }
  const reason = `invoking ${arn} failed: ${error.code}: ${error.message}`;
  if (error.code === "TooManyRequestsException") return integrationFailure(reason, 500);
  if (error.code === "RequestTooLargeException") return requestTooLarge(reason);
  return internalError(reason, 502);
};

/** The trace is in the function's log, under the request id. */
// fidelity: observed: users' reports: the text in the execution log
export const functionFailure = ({ payload, requestId }: InvokeResult): Failure =>
  internalError(
    `Lambda execution failed with status 200 due to customer function error: ${errorMessageOf(payload)}. ` +
      `Lambda request id: ${requestId}`,
    502,
  );

export const malformed = (arn: string, problem: string): Failure =>
  internalError(
    `Execution failed due to configuration error: Malformed Lambda proxy response of ${arn}: ${problem}`,
    502,
  );
