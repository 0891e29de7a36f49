import { ServiceError } from "../../../wire/service-error";

/** What API Gateway answers to most that it refuses. */
export const badRequest = (message: string): ServiceError => new ServiceError("BadRequestException", message);
