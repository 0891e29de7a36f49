/** A record of a stream, as the mappings need it. */
export interface ShardRecord {
  readonly sequenceNumber: string;
  /** Records of one key keep their order, whatever is done side by side. */
  readonly partitionKey: string;
  /** Milliseconds since the epoch. */
  readonly arrivedAt: number;
  /** As it stands in the function's event, but for what the mapping adds: `eventSourceARN`, `awsRegion`. */
  readonly event: Readonly<Record<string, unknown>>;
  /** What filters look into, where it is not the event itself. */
  readonly filterable?: Readonly<Record<string, unknown>>;
}

export interface Shard {
  readonly id: string;
  /** Is read to its end before this one, when both are there. */
  readonly parentId?: string | undefined;
}

export interface ReadRecords {
  readonly records: readonly ShardRecord[];
  /** The shard is closed, and has no records after these. */
  readonly ended: boolean;
}

/**
 * Reads the shards of one stream inside the local cloud. A place in a shard is the sequence number of the last record
 * before it; empty is its beginning.
 */
export interface ShardReader {
  shards(): Promise<readonly Shard[]>;
  /** Where a mapping begins that asks for the newest, or for what came at or after a time in milliseconds. */
  placeAt(shardId: string, position: "LATEST" | { readonly timestamp: number }): Promise<string>;
  /** Up to `limit` records after a place, oldest first; none when there are none yet. */
  read(shardId: string, place: string, limit: number): Promise<ReadRecords>;
  /** Calls back when the stream has got records, until the returned function is called. Absent: it is asked again and again. */
  watch?(callback: () => void): () => void;
}
