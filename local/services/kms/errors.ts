import { ServiceError } from "../../wire/service-error";

// fidelity: observed: codes and texts of LocalStack's tests of KMS on AWS

export const keyNotFound = (arn: string): ServiceError =>
  new ServiceError("NotFoundException", `Key '${arn}' does not exist`);

export const aliasNotFound = (arn: string): ServiceError =>
  new ServiceError("NotFoundException", `Alias ${arn} is not found.`);

export const validation = (message: string): ServiceError => new ServiceError("ValidationException", message);

/** AWS gives no reason. */
export const invalidCiphertext = (): ServiceError => new ServiceError("InvalidCiphertextException", "");

export const incorrectKey = (): ServiceError =>
  new ServiceError(
    "IncorrectKeyException",
    "The key ID in the request does not identify a CMK that can perform this operation.",
  );

export const disabled = (arn: string): ServiceError => new ServiceError("DisabledException", `${arn} is disabled.`);

export const pendingDeletion = (arn: string): ServiceError =>
  new ServiceError("KMSInvalidStateException", `${arn} is pending deletion.`);
