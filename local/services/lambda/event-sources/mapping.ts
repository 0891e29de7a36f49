/** An event source mapping as it lies in storage. */
export interface MappingRecord {
  readonly uuid: string;
  readonly eventSourceArn: string;
  /** With the qualifier that the program gave. */
  readonly functionArn: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** Batches of a queue at a time. */
  readonly maximumConcurrency: number | undefined;
  /** `ReportBatchItemFailures` is among the function's response types. */
  readonly reportsFailures: boolean;
  /** Patterns as JSON text; a record that fits none is passed over. */
  readonly filters: readonly string[];
  readonly enabled: boolean;
  /** Milliseconds since the epoch; absent of one that an older version of the local cloud has kept. */
  readonly modifiedAt?: number;
  /** Of a stream alone. */
  readonly stream?: StreamSettings;
}

/** How a mapping reads a stream. */
export interface StreamSettings {
  readonly startingPosition: "TRIM_HORIZON" | "LATEST" | "AT_TIMESTAMP";
  /** Milliseconds since the epoch. */
  readonly startingTimestamp?: number;
  /** Batches of a shard at a time, 1 to 10. */
  readonly parallelizationFactor: number;
  readonly bisectOnError: boolean;
  /** -1 is without end. */
  readonly maximumRetries: number;
  /** -1 is without end. */
  readonly maximumAgeSeconds: number;
  /** ARN of a queue, a topic or a bucket. */
  readonly onFailure?: string;
}
