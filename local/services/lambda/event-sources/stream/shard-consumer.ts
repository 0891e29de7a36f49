import { createHash } from "node:crypto";
import type { Cloud } from "../../../../cloud/cloud";
import type { EventPattern } from "../../../../languages/event-patterns/compile-event-pattern";
import type { FunctionInvoker } from "../../invoker";
import { compileFilter } from "../compile-filter";
import type { ConsumedShard } from "./consumed-shard";
import { RecordBatches } from "./record-batches";
import type { ShardRecord } from "./shard-reader";
import type { ReadRecord } from "./stream-event";

/** Between reads of a shard that has nothing new: of one that tells of news, for what it might not tell. */
const POLL_MS = 200;
const WATCHED_MS = 1_000;

/** Reads one shard to its end: gathers records, hands them over in order, and notes how far it has come. */
export class ShardConsumer {
  private readonly filters: readonly EventPattern[];
  private readonly batches: RecordBatches;

  constructor(
    private readonly cloud: Cloud,
    invoker: FunctionInvoker,
    private readonly shard: ConsumedShard,
  ) {
    this.filters = shard.mapping.filters.map(compileFilter);
    this.batches = new RecordBatches(cloud, invoker, shard);
  }

  /** Resolves when a closed shard has been read; rejects when it cannot be read, or polling ends. */
  async run(): Promise<void> {
    const { places, mapping, shardId, signal } = this.shard;
    let place = places.get(mapping.uuid, shardId) ?? "";
    for (;;) {
      const { wanted, at, ended } = await this.gather(place);
      signal.throwIfAborted();
      await this.handOver(wanted);
      signal.throwIfAborted();
      if (at !== place) await places.put(mapping.uuid, shardId, at);
      place = at;
      if (ended) return;
    }
  }

  /** What is there at once, otherwise what comes within the window after the first record; what fits no filter is passed over. */
  private async gather(place: string) {
    const { reader, shardId, mapping, signal } = this.shard;
    const { now } = this.cloud.clock;
    const limit = mapping.batchSize * (mapping.stream?.parallelizationFactor ?? 1);
    const wanted: ReadRecord[] = [];
    let at = place;
    let closesAt: number | undefined;
    for (;;) {
      const { records, ended } = await reader.read(shardId, at, limit - wanted.length);
      at = records.at(-1)?.sequenceNumber ?? at;
      wanted.push(...records.filter((record) => this.fits(record)).map((record) => this.withText(record)));
      if (wanted.length > 0) closesAt ??= now() + mapping.windowSeconds * 1000;
      const left = (closesAt ?? Number.POSITIVE_INFINITY) - now();
      const onlyPassedOver = wanted.length === 0 && at !== place;
      if (ended || signal.aborted || wanted.length >= limit || left <= 0 || onlyPassedOver)
        return { wanted, at, ended };
      await this.news(left);
    }
  }

  /** Waits for records, `most` milliseconds at the longest. */
  private news(most: number): Promise<void> {
    const { reader, signal } = this.shard;
    return new Promise((resolve) => {
      const timer = setTimeout(() => end(), Math.min(reader.watch ? WATCHED_MS : POLL_MS, most)).unref();
      const unwatch = reader.watch?.(() => end());
      const end = () => {
        clearTimeout(timer);
        unwatch?.();
        signal.removeEventListener("abort", end);
        resolve();
      };
      signal.addEventListener("abort", end);
    });
  }

  private fits({ event, filterable = event }: ShardRecord): boolean {
    return this.filters.length === 0 || this.filters.some((filter) => filter.fits(filterable));
  }

  private withText(record: ShardRecord): ReadRecord {
    const { mapping, kind, role } = this.shard;
    return { record, text: JSON.stringify({ ...record.event, ...kind.recordMembers(mapping, role()) }) };
  }

  /** Side by side by key, as many at a time as the mapping says. */
  private async handOver(records: readonly ReadRecord[]): Promise<void> {
    const factor = this.shard.mapping.stream?.parallelizationFactor ?? 1;
    const lanes = Array.from({ length: factor }, (): ReadRecord[] => []);
    for (const read of records) lanes[factor === 1 ? 0 : laneOf(read.record.partitionKey, factor)]?.push(read);
    const undone = new Set(records);
    const done = (some: readonly ReadRecord[]) => {
      for (const read of some) undone.delete(read);
      return this.note(records, undone);
    };
    await Promise.all(lanes.map((lane) => this.batches.deliver(lane, done)));
  }

  /** Notes the last record before which all are done: after a kill the others come again. */
  private async note(records: readonly ReadRecord[], undone: ReadonlySet<ReadRecord>): Promise<void> {
    const { places, mapping, shardId } = this.shard;
    const first = records.findIndex((read) => undone.has(read));
    const last = (first < 0 ? records : records.slice(0, first)).at(-1);
    if (last) await places.put(mapping.uuid, shardId, last.record.sequenceNumber);
  }
}

const laneOf = (key: string, lanes: number): number => createHash("md5").update(key).digest().readUInt32BE() % lanes;
