/** A mapping as it is asked for, by a program or by a caller of the API. */
export interface AskedMapping {
  readonly eventSourceArn?: string | undefined;
  readonly functionName?: string | undefined;
  readonly batchSize?: number | undefined;
  readonly maximumBatchingWindowInSeconds?: number | undefined;
  readonly enabled?: boolean | undefined;
  readonly filterCriteria?: { readonly filters?: readonly { readonly pattern?: string | undefined }[] | undefined };
  readonly functionResponseTypes?: readonly string[] | undefined;
  readonly scalingConfig?: { readonly maximumConcurrency?: number | undefined } | undefined;
  readonly startingPosition?: string | undefined;
  /** Seconds since the epoch or RFC 3339. */
  readonly startingPositionTimestamp?: number | string | undefined;
  readonly maximumRetryAttempts?: number | undefined;
  readonly maximumRecordAgeInSeconds?: number | undefined;
  readonly bisectBatchOnFunctionError?: boolean | undefined;
  readonly parallelizationFactor?: number | undefined;
  readonly tumblingWindowInSeconds?: number | undefined;
  readonly destinationConfig?:
    | {
        readonly onFailure?:
          | { readonly destination?: string | undefined; readonly destinationArn?: string | undefined }
          | undefined;
      }
    | undefined;
}
