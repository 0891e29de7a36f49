import { ServiceError } from "../../wire/service-error";

// fidelity: observed: codes and texts of the Secrets Manager API
export const invalidRequest = (message: string): ServiceError => new ServiceError("InvalidRequestException", message);

export const invalidParameter = (message: string): ServiceError =>
  new ServiceError("InvalidParameterException", message);

export const notFound = (): ServiceError =>
  new ServiceError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");

/** Of a name, wherever a secret is named. */
export const invalidName = (): ServiceError =>
  new ServiceError(
    "ValidationException",
    "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
  );

export const eitherValue = "You must provide either SecretString or SecretBinary.";
