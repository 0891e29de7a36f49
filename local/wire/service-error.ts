/** An error in words; of AWS with its code, as its SDKs show it. */
export const errorText = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  return error instanceof ServiceError ? [error.code, text].filter((part) => part !== "").join(": ") : text;
};

/** An error as an AWS API reports it; the protocol of the request decides how it is written. */
export class ServiceError extends Error {
  constructor(
    /** `AWS.SimpleQueueService.NonExistentQueue`, `AccessDeniedException`. */
    readonly code: string,
    message: string,
    readonly status: number = 400,
    /** Further members of the error body. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "ServiceError";
  }
}
