import type { InvokeResult } from "../../invoker";
import type { MappingRecord } from "../mapping";
import type { ShardRecord } from "./shard-reader";

/** What has become of a batch that is given up. */
export interface FailedBatch {
  readonly condition: "RetryAttemptsExhausted" | "RecordAgeExceeded";
  readonly shardId: string;
  readonly records: readonly ShardRecord[];
  readonly attempts: number;
  /** Of the last attempt; absent where there was none. */
  readonly result: InvokeResult | undefined;
}

const iso = (ms = 0): string => new Date(ms).toISOString();

/** What an on-failure destination is told. fidelity: observed: recordings of DynamoDB and Kinesis as event sources */
export const invocationRecord = (
  { functionArn, eventSourceArn }: MappingRecord,
  { condition, shardId, records, attempts, result }: FailedBatch,
  { now, batchInfo }: { readonly now: number; readonly batchInfo: string },
) => ({
  requestContext: {
    requestId: result?.requestId ?? "",
    functionArn,
    condition,
    approximateInvokeCount: attempts,
  },
  ...(result
    ? {
        responseContext: {
          statusCode: 200,
          executedVersion: result.executedVersion,
          functionError: result.functionError ?? null,
        },
      }
    : {}),
  version: "1.0",
  timestamp: iso(now),
  [batchInfo]: {
    shardId,
    startSequenceNumber: records[0]?.sequenceNumber,
    endSequenceNumber: records.at(-1)?.sequenceNumber,
    approximateArrivalOfFirstRecord: iso(records[0]?.arrivedAt),
    approximateArrivalOfLastRecord: iso(records.at(-1)?.arrivedAt),
    batchSize: records.length,
    streamArn: eventSourceArn,
  },
});
