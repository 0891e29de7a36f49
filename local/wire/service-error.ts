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
