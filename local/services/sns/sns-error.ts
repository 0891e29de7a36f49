import { ServiceError } from "../../wire/service-error";

export const invalidParameter = (text: string): ServiceError =>
  new ServiceError("InvalidParameter", `Invalid parameter: ${text}`);

export const invalidValue = (text: string): ServiceError => new ServiceError("ParameterValueInvalid", text);

/** @throws {ServiceError} for what is no ARN. fidelity: observed: sns-api-arn-one-part, -two-parts */
export const checkArn = (arn: string | undefined, parameter: string): string => {
  const parts = (arn ?? "").split(":").length;
  if (parts < 6) throw invalidParameter(`${parameter} Reason: An ARN must have at least 6 elements, not ${parts}`);
  return arn ?? "";
};
