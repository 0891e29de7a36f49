import { ServiceError } from "../../wire/service-error";

// fidelity: observed: codes and texts of the Lambda API
export const functionNotFound = (arn: string): ServiceError => resourceNotFound(`Function not found: ${arn}`);

export const invalidParameter = (message: string): ServiceError =>
  new ServiceError("InvalidParameterValueException", message, 400, { Type: "User" });

export const resourceConflict = (message: string): ServiceError =>
  new ServiceError("ResourceConflictException", message, 409, { Type: "User" });

export const resourceNotFound = (message = "The resource you requested does not exist."): ServiceError =>
  new ServiceError("ResourceNotFoundException", message, 404, { Type: "User" });

export const throttled = (
  reason: "ReservedFunctionConcurrentInvocationLimitExceeded" | "ConcurrentInvocationLimitExceeded",
) => new ServiceError("TooManyRequestsException", "Rate Exceeded.", 429, { Reason: reason, Type: "User" });

export const requestTooLarge = (bytes: number, limit: number): ServiceError =>
  new ServiceError(
    "RequestTooLargeException",
    `${bytes} byte payload is too large for the RequestResponse invocation type (limit ${limit} bytes)`,
    413,
    { Type: "User" },
  );

export const notJson = (why: string): ServiceError =>
  new ServiceError("InvalidRequestContentException", `Could not parse request body into json: ${why}`, 400, {
    Type: "User",
  });

export const accessDenied = (caller: string, arn: string, reason: string): ServiceError =>
  new ServiceError(
    "AccessDeniedException",
    `User: ${caller} is not authorized to perform: lambda:InvokeFunction on resource: ${arn} ${reason}`,
    403,
  );
