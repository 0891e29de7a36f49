/** An event source mapping as it lies in storage. */
export interface MappingRecord {
  readonly uuid: string;
  readonly eventSourceArn: string;
  /** With the qualifier that the program gave. */
  readonly functionArn: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** Batches at a time. */
  readonly maximumConcurrency: number | undefined;
  /** `ReportBatchItemFailures` is among the function's response types. */
  readonly reportsFailures: boolean;
  /** Patterns as JSON text; a message that fits none is deleted. */
  readonly filters: readonly string[];
  readonly enabled: boolean;
}
