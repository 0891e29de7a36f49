import type { InvalidInput } from "../../wire/operations/operation";
import type { ErrorNames } from "../../wire/protocols/render-error";
import { ServiceError } from "../../wire/service-error";

// fidelity: docs: SQS API model, trait awsQueryError of each error shape
export const SQS_ERRORS: ErrorNames = {
  namespace: "com.amazonaws.sqs#",
  queryCompatible: true,
  xmlns: "http://queue.amazonaws.com/doc/2012-11-05/",
  json: {
    "AWS.SimpleQueueService.BatchEntryIdsNotDistinct": "BatchEntryIdsNotDistinct",
    "AWS.SimpleQueueService.BatchRequestTooLong": "BatchRequestTooLong",
    "AWS.SimpleQueueService.EmptyBatchRequest": "EmptyBatchRequest",
    "AWS.SimpleQueueService.InvalidBatchEntryId": "InvalidBatchEntryId",
    "AWS.SimpleQueueService.NonExistentQueue": "QueueDoesNotExist",
    "AWS.SimpleQueueService.PurgeQueueInProgress": "PurgeQueueInProgress",
    "AWS.SimpleQueueService.TooManyEntriesInBatchRequest": "TooManyEntriesInBatchRequest",
    "AWS.SimpleQueueService.UnsupportedOperation": "UnsupportedOperation",
    "KMS.AccessDeniedException": "KmsAccessDenied",
    "KMS.DisabledException": "KmsDisabled",
    "KMS.InvalidStateException": "KmsInvalidState",
    "KMS.NotFoundException": "KmsNotFound",
    InvalidParameterValue: "InvalidParameterValueException",
    MissingParameter: "MissingRequiredParameterException",
    QueueAlreadyExists: "QueueNameExists",
  },
  // fidelity: observed: the query protocol says more
  queryMessages: {
    "AWS.SimpleQueueService.NonExistentQueue": "The specified queue does not exist for this wsdl version.",
  },
};

const simpleQueueService = (name: string) => `AWS.SimpleQueueService.${name}`;

export const queueDoesNotExist = (): ServiceError =>
  new ServiceError(simpleQueueService("NonExistentQueue"), "The specified queue does not exist.");

export const invalidValue = (value: unknown, parameter: string, reason: string): ServiceError =>
  new ServiceError("InvalidParameterValue", `Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`);

export const invalidParameters = (reason: string): ServiceError =>
  new ServiceError("InvalidParameterValue", `One or more parameters are invalid. Reason: ${reason}`);

/** fidelity: observed: SendMessage */
export const emptyAttribute = (name: string, kind: string): ServiceError =>
  new ServiceError(
    "InvalidParameterValue",
    `Message (user) attribute '${name}' must contain a non-empty value of type '${kind}'.`,
  );

export const missingParameter = (name: string): ServiceError =>
  new ServiceError("MissingParameter", `The request must contain the parameter ${name}.`);

/** fidelity: observed: MessageDeduplicationId of a standard queue, DelaySeconds of a message in a FIFO queue */
export const wrongQueueType = (value: unknown, parameter: string): ServiceError =>
  invalidValue(value, parameter, "The request include parameter that is not valid for this queue type.");

export const invalidAttributeValue = (name: string, reason?: string): ServiceError =>
  new ServiceError(
    "InvalidAttributeValue",
    `Invalid value for the parameter ${name}.${reason === undefined ? "" : ` Reason: ${reason}.`}`,
  );

export const unknownAttribute = (name: string): ServiceError =>
  new ServiceError("InvalidAttributeName", `Unknown Attribute ${name}.`);

export const invalidReceiptHandle = (handle: string): ServiceError =>
  new ServiceError(
    "ReceiptHandleIsInvalid",
    `The input receipt handle "${handle}" is not a valid receipt handle.`,
    404, // fidelity: docs: SQS API model
  );

export const unsupported = (message: string): ServiceError =>
  new ServiceError(simpleQueueService("UnsupportedOperation"), message);

export const batchError = (name: string, message: string): ServiceError =>
  new ServiceError(simpleQueueService(name), message);

export const purgeInProgress = (queue: string): ServiceError =>
  new ServiceError(
    simpleQueueService("PurgeQueueInProgress"),
    `Only one PurgeQueue operation on ${queue} is allowed every 60 seconds.`,
    403,
  );

/** SQS's wording of an input outside its model. */
export const refuseInput = ({ issues, input }: InvalidInput): ServiceError => {
  const [issue] = issues;
  const path = issue?.path ?? [];
  const value = path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    input,
  );
  const name = path.map(String).join(".");
  if (value === undefined || value === null) return missingParameter(name);
  return new ServiceError(
    "InvalidParameterValue",
    `Value for parameter ${name} is invalid. Reason: ${issue?.message}.`,
  );
};
