import type { Principal } from "../../../../access/access";
import type { MappingRecord } from "../mapping";
import type { ShardReader } from "./shard-reader";

/** What tells the kinds of streams apart. */
export interface StreamKind {
  /** Actions that the function's role needs on the stream. */
  readonly actions: readonly string[];
  /** Where the description of a failed batch stands in what the destination gets: `DDBStreamBatchInfo`. */
  readonly batchInfo: string;
  /** What every record of an event has besides its own. */
  readonly recordMembers: (mapping: MappingRecord, role: string) => Readonly<Record<string, unknown>>;
  readonly exists: (streamArn: string) => boolean;
  readonly reader: (streamArn: string, as: () => Principal) => ShardReader;
}
