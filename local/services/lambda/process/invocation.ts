/** One event on its way through a function. */
export interface Invocation {
  readonly requestId: string;
  readonly event: Buffer | string;
  /** ARN as it was invoked, with its qualifier. */
  readonly arn: string;
  /** Base64, as the API's caller sent it. */
  readonly clientContext?: string;
  /** The trace of the request that leads here, as `X-Amzn-Trace-Id`. */
  readonly trace?: string | undefined;
  /** Takes the answer of a handler that streams in pieces, and says when it wants the next. @default they become the payload */
  readonly take?: ((piece: Buffer) => Promise<void>) | undefined;
}

/** What became of it. */
export interface Outcome {
  readonly payload: Buffer;
  readonly failed: boolean;
  /** Lines that the function wrote, for a caller that asked for the tail of the log. */
  readonly log: readonly string[];
}

/** Lambda's error object. */
export const errorOutcome = (errorType: string, errorMessage: string): Omit<Outcome, "log"> => ({
  payload: Buffer.from(JSON.stringify({ errorType, errorMessage })),
  failed: true,
});
