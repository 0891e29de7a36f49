import { ServiceError } from "../../wire/service-error";

export const notFound = (what: string): ServiceError => new ServiceError("ResourceNotFoundException", what);

export const alreadyThere = (what: string): ServiceError =>
  new ServiceError("ResourceAlreadyExistsException", `${what} already exists.`);

export const invalid = (text: string): ServiceError => new ServiceError("ValidationException", text);

export const invalidPattern = (reason: string): ServiceError =>
  new ServiceError("InvalidEventPatternException", `Event pattern is not valid. Reason: ${reason}`);

export const tooMany = (): ServiceError =>
  new ServiceError("LimitExceededException", "The requested resource exceeds the maximum number allowed.");
