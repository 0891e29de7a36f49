/**
 * Errors of AWS that say "later" and not "no", after the client's own retries: throttled, or a fault of the service.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html (read 2026-11)
 */
const LATER = new Set([
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "Throttling",
  "ThrottlingException",
  "ThrottledException",
  "TimeoutError",
  "TooManyRequestsException",
  "TransactionInProgressException",
]);

/** Of Node: the service was not reached, or went away. */
const UNREACHED = new Set(["EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"]);

/**
 * Why a transaction of DynamoDB was cancelled that may be done a moment later.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html (read 2026-11)
 */
const IN_THE_WAY = new Set(["ProvisionedThroughputExceeded", "ThrottlingError", "TransactionConflict"]);

/** The database could not be reached, ended the connection or did not answer in time: retry later, the statement was not at fault. */
export class DatabaseUnavailableError extends Error {
  constructor(cause: unknown) {
    super(`The database cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = "DatabaseUnavailableError";
  }
}

/** Whether what a client of the AWS SDK or a database threw may go well if it is asked again later. */
export const isUnavailable = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseUnavailableError) return true;
  const { $metadata, code, CancellationReasons = [] }: SdkError = error;
  return (
    LATER.has(error.name) ||
    UNREACHED.has(String(code)) ||
    Number($metadata?.httpStatusCode) >= 500 ||
    CancellationReasons.some(({ Code }) => IN_THE_WAY.has(String(Code)))
  );
};

interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly code?: unknown;
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}
