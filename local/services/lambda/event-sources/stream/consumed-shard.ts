import type { Principal } from "../../../../access/access";
import type { MappingRecord } from "../mapping";
import type { Places } from "../places";
import type { ShardReader } from "./shard-reader";
import type { StreamKind } from "./stream-kind";

/** A mapping of a stream, with what it is read by. */
export interface StreamMapping {
  readonly mapping: MappingRecord;
  readonly places: Places;
  readonly kind: StreamKind;
  /** The execution role of the function, now: a deployment may change it. */
  readonly role: () => string;
}

/** One of its shards. */
export interface ConsumedShard extends StreamMapping {
  readonly reader: ShardReader;
  readonly shardId: string;
  readonly signal: AbortSignal;
  readonly principal: () => Principal;
}
