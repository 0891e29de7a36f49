import { ServiceError } from "../../../wire/service-error";
import { invalidValue } from "../errors";

/** @throws {ServiceError} InvalidParameterValue. fidelity: observed: the texts of CreateQueue */
export const checkQueueName = (name: string, fifo: boolean): void => {
  if (fifo && !/^[A-Za-z0-9_-]{1,75}\.fifo$/.test(name)) {
    throw new ServiceError(
      "InvalidParameterValue",
      "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.",
    );
  }
  if (!fifo && !/^[A-Za-z0-9_-]{1,80}$/.test(name)) {
    throw invalidValue(
      name,
      "QueueName",
      "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.",
    );
  }
};
