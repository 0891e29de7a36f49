import { createHmac, randomBytes } from "node:crypto";
import { ServiceError } from "../../wire/service-error";

/** The one shard of each stream takes all hash keys. */
export const SHARD_ID = "shardId-000000000000";

/** `495`, then the number of the record. */
export const sequenceNumberOf = (index: number): string => `495${String(index).padStart(53, "0")}`;

export const SHARD = {
  HashKeyRange: { EndingHashKey: String(2n ** 128n - 1n), StartingHashKey: "0" },
  SequenceNumberRange: { StartingSequenceNumber: sequenceNumberOf(0) },
  ShardId: SHARD_ID,
};

/** Where a reader of a shard stands. */
export interface Position {
  readonly stream: string;
  /** Of the next record, as a sequence number. */
  readonly from: string;
  /** Milliseconds since the epoch; the iterator is good for five minutes. */
  readonly made: number;
}

/** Iterators are opaque to the reader, and no more than a process makes valid. */
const SECRET = randomBytes(32);

const signed = (text: string): string => createHmac("sha256", SECRET).update(text).digest("base64url");

export const writeIterator = (position: Position): string => {
  const text = Buffer.from(JSON.stringify(position)).toString("base64url");
  return `${text}.${signed(text)}`;
};

const LIFE_MS = 5 * 60_000;

// fidelity: docs: GetRecords, errors: InvalidArgumentException, ExpiredIteratorException after five minutes
export const readIterator = (iterator: string, now: number): Position => {
  const [text = "", signature] = iterator.split(".");
  if (signature !== signed(text)) throw new ServiceError("InvalidArgumentException", "Invalid ShardIterator.");
  const position = JSON.parse(Buffer.from(text, "base64url").toString()) as Position; // written by writeIterator
  if (now - position.made > LIFE_MS) {
    throw new ServiceError(
      "ExpiredIteratorException",
      `Iterator expired. The iterator was created at time ${new Date(position.made).toISOString()} while right now it is ` +
        `${new Date(now).toISOString()} which is further in the future than the tolerated delay of ${LIFE_MS} milliseconds.`,
    );
  }
  return position;
};
