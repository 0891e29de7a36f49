import type { ShardRecord } from "./shard-reader";

/** fidelity: docs: "Lambda quotas", synchronous request; leaves room for what surrounds the records */
const MAX_EVENT_BYTES = 6_291_456 - 1_024;

/** A record with its text in the event. */
export interface ReadRecord {
  readonly record: ShardRecord;
  readonly text: string;
}

export const eventText = (records: readonly ReadRecord[]): string =>
  `{"Records":[${records.map(({ text }) => text).join(",")}]}`;

/** The first records of a list that go into one event: `batchSize` at most, and 6 MB. */
export const firstBatch = (records: readonly ReadRecord[], batchSize: number): readonly ReadRecord[] => {
  let bytes = 0;
  const end = records.slice(0, batchSize).findIndex(({ text }) => {
    bytes += Buffer.byteLength(text) + 1;
    return bytes > MAX_EVENT_BYTES;
  });
  return records.slice(0, end < 0 ? batchSize : Math.max(1, end));
};
