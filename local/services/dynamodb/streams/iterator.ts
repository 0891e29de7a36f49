import { ServiceError } from "../../../wire/service-error";
import { invalid } from "../refusals";

/** Where a reader of a stream stands. */
export interface Position {
  readonly stream: string;
  /** The number of the next record. */
  readonly from: number;
  /** Milliseconds since the epoch. */
  readonly made: number;
}

// fidelity: docs: GetShardIterator: fifteen minutes
const LIFE_MS = 15 * 60_000;

/** `<stream>|1|<opaque>`: whoever may read the stream may stand anywhere in it, so that it needs no signature. */
export const writeIterator = ({ stream, from, made }: Position): string =>
  `${stream}|1|${Buffer.from(JSON.stringify([from, made])).toString("base64")}`;

/** @throws {ServiceError} */
export const readIterator = (iterator: string): Position => {
  const [stream = "", version, opaque = ""] = iterator.split("|");
  try {
    const read: unknown = JSON.parse(Buffer.from(opaque, "base64").toString());
    if (
      version === "1" &&
      Array.isArray(read) &&
      read.every((part) => Number.isSafeInteger(part)) &&
      read.length === 2
    ) {
      return { stream, from: read[0], made: read[1] };
    }
  } catch {} // no JSON: no iterator either
  throw invalid("Invalid ShardIterator");
};

/** @throws {ServiceError} ExpiredIteratorException */
export const requireFresh = ({ made }: Position, now: number): void => {
  if (now - made > LIFE_MS) {
    throw new ServiceError("ExpiredIteratorException", "Iterator expired. Iterators are valid for 15 minutes.");
  }
};
