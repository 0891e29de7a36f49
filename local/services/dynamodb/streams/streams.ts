import type { Cloud } from "../../../cloud/cloud";
import type { Entries, Storage } from "../../../data/storage";
import type { KeySchema } from "../storage/keys";
import { next, spaceBytes } from "../storage/keys";
import type { StreamLink, TableRecord, ViewType } from "../tables/table-record";
import { lastNumber, recordKey, type StreamRecord } from "./stream-writer";

/** A stream of a table, which may be gone. */
export interface StreamState extends StreamLink {
  readonly table: string;
  readonly schema: KeySchema;
  /** Milliseconds since the epoch. */
  readonly created: number;
  /** Since when nothing is added any more. */
  readonly closed?: number;
}

/** A record with its number. */
export interface NumberedRecord extends StreamRecord {
  readonly number: number;
}

// fidelity: docs: "Change data capture for DynamoDB Streams": records are kept for 24 hours
export const KEPT_MS = 24 * 3_600_000;

/** The streams of the account, those that were disabled less than a day ago too. */
export class Streams {
  private readonly known = new Map<string, StreamState>();
  private readonly states;
  private readonly waiting = new Map<string, Set<() => void>>();

  constructor(
    storage: Storage,
    private readonly entries: Entries,
    private readonly cloud: Pick<Cloud, "clock">,
  ) {
    this.states = storage.collection<StreamState>("dynamodb.streams");
    for (const [arn, state] of this.states.entries()) this.known.set(arn, state);
  }

  all(): StreamState[] {
    return [...this.known.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1));
  }

  find(arn: string): StreamState | undefined {
    return this.known.get(arn);
  }

  get highestSpace(): number {
    return Math.max(0, ...[...this.known.values()].map(({ space }) => space));
  }

  open(table: Pick<TableRecord, "name" | "schema">, tableArn: string, view: ViewType, space: number): StreamState {
    const created = this.cloud.clock.now();
    let label = labelOf(created);
    for (let at = created; this.known.has(arnOf(tableArn, label)); ) label = labelOf(++at);
    const { name, schema } = table;
    const state = { arn: arnOf(tableArn, label), label, space, view, table: name, schema, created };
    this.keep(state);
    return state;
  }

  close(arn: string): void {
    const state = this.known.get(arn);
    if (state && !state.closed) this.keep({ ...state, closed: this.cloud.clock.now() });
  }

  private keep(state: StreamState): void {
    this.known.set(state.arn, state);
    void this.states.put(state.arn, state); // with the change of its table
  }

  /** The number of the last record; 0 for none. */
  last(stream: StreamState): number {
    return lastNumber(this.entries, stream.space);
  }

  /** The records from that number on, oldest first. */
  records(stream: StreamState, from: number, limit: number): NumberedRecord[] {
    const [start, end] = [recordKey(stream.space, from), spaceBytes(stream.space + 1)];
    const found: NumberedRecord[] = [];
    for (const { key, value } of this.entries.range(start, end)) {
      if (found.length >= limit) break;
      found.push({ ...(JSON.parse(value) as StreamRecord), number: Number(key.readBigUInt64BE(4)) });
    }
    return found;
  }

  /** Calls back whenever the stream has got records; the returned function ends that. */
  watch(arn: string, callback: () => void): () => void {
    const callbacks = this.waiting.get(arn) ?? new Set();
    this.waiting.set(arn, callbacks.add(callback));
    return () => void callbacks.delete(callback);
  }

  /** Of a record that is about to be committed. */
  tell(arn: string): void {
    const callbacks = this.waiting.get(arn);
    if (!callbacks || callbacks.size === 0) return;
    setImmediate(() => {
      for (const callback of callbacks) callback();
    });
  }

  /** Within a commit: forgets records that are a day old, so many of each stream. @returns spaces of streams that are gone */
  trim(limit: number): { readonly gone: readonly number[]; readonly isThrough: boolean } {
    const old = this.cloud.clock.now() - KEPT_MS;
    const gone: number[] = [];
    let isThrough = true;
    for (const state of this.known.values()) {
      if (state.closed !== undefined && state.closed <= old) {
        this.known.delete(state.arn);
        void this.states.remove(state.arn);
        gone.push(state.space);
        continue;
      }
      const keys: Buffer[] = [];
      for (const { key, value } of this.entries.range(next(spaceBytes(state.space)), spaceBytes(state.space + 1))) {
        if (keys.length >= limit || (JSON.parse(value) as StreamRecord).at > old) break;
        keys.push(key);
      }
      for (const key of keys) this.entries.remove(key);
      if (keys.length >= limit) isThrough = false;
    }
    return { gone, isThrough };
  }
}

const arnOf = (tableArn: string, label: string): string => `${tableArn}/stream/${label}`;

/** `2026-11-30T08:15:42.123` */
const labelOf = (time: number): string => new Date(time).toISOString().slice(0, -1);
