import type { Clock } from "../../../cloud/clock";
import { ReplyError } from "../resp/reply";
import { type Entry, type Value, weightOf } from "./entries";

/** Thrown by a command, answered as an error. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly reply: ReplyError;

  constructor(text: string) {
    super(text);
    this.reply = new ReplyError(text);
  }
}

type ValueOf<Type extends Value["type"]> = Extract<Value, { type: Type }>;

/**
 * The keys of one cache, least recently used first. Over its bound those go that have an end, the least recently used
 * first; when none of them is left, writes are refused.
 */
// fidelity: docs: ElastiCache user guide, "Setting scaling limits to manage costs": evicts keys with a TTL by LRU, then refuses
export class Keyspace {
  private readonly entries = new Map<string, Entry>();
  private readonly versions = new Map<string, number>();
  private bytes = 0;
  private changes = 0;

  constructor(
    private readonly clock: Pick<Clock, "now">,
    /** How many bytes it may hold. */
    private readonly most: () => number,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  get weight(): number {
    return this.bytes;
  }

  now(): number {
    return this.clock.now();
  }

  /** The entry of a key that has not ended, which counts as used now. */
  find(key: string): Entry | undefined {
    const entry = this.peek(key);
    if (entry === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry;
  }

  /** As `find`, without using it. */
  peek(key: string): Entry | undefined {
    const entry = this.entries.get(key);
    if (entry?.expiresAt === undefined || entry.expiresAt > this.now()) return entry;
    this.drop(key);
    return undefined;
  }

  /** @throws {CommandError} for a value of another type */
  valueOf<Type extends Value["type"]>(key: string, type: Type): ValueOf<Type> | undefined {
    const value = this.find(key)?.value;
    if (value === undefined) return undefined;
    if (value.type !== type) throw new CommandError(WRONG_TYPE);
    return value as ValueOf<Type>; // as was just asked
  }

  /** Puts a value, for ever unless `expiresAt` says until when. */
  put(key: string, value: Value, expiresAt?: number): void {
    this.drop(key);
    const entry: Entry = { value, expiresAt, bytes: weightOf(key, value) };
    this.entries.set(key, entry);
    this.bytes += entry.bytes;
    this.touch(key);
    this.evict(key);
  }

  /** After a value was changed in place. One that holds nothing any more is gone. */
  changed(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    if (isEmpty(entry.value)) return void this.drop(key);
    const bytes = weightOf(key, entry.value);
    this.bytes += bytes - entry.bytes;
    entry.bytes = bytes;
    this.touch(key);
    this.evict(key);
  }

  drop(key: string): boolean {
    const entry = this.entries.get(key);
    if (entry === undefined) return false;
    this.entries.delete(key);
    this.bytes -= entry.bytes;
    this.touch(key);
    return entry.expiresAt === undefined || entry.expiresAt > this.now();
  }

  expire(key: string, at: number | undefined): void {
    const entry = this.peek(key);
    if (!entry) return;
    entry.expiresAt = at;
    this.touch(key);
    if (at !== undefined && at <= this.now()) this.drop(key);
  }

  clear(): void {
    for (const key of [...this.entries.keys()]) this.drop(key);
  }

  keys(): string[] {
    return [...this.entries.keys()].filter((key) => this.peek(key) !== undefined);
  }

  /** Of the last change of a key, for those who watch it. */
  versionOf(key: string): number {
    this.peek(key);
    return this.versions.get(key) ?? 0;
  }

  /** Keys that nobody watches need no version. */
  watched: (key: string) => boolean = () => false;

  private touch(key: string): void {
    if (this.watched(key)) this.versions.set(key, ++this.changes);
    else this.versions.delete(key);
  }

  private evict(kept: string): void {
    if (this.bytes <= this.most()) return;
    for (const [key, { expiresAt }] of this.entries) {
      if (expiresAt === undefined || key === kept) continue;
      this.drop(key);
      if (this.bytes <= this.most()) return;
    }
    this.drop(kept);
    throw new CommandError("OOM command not allowed when used memory > 'maxmemory'.");
  }
}

const isEmpty = (value: Value): boolean => {
  switch (value.type) {
    case "string":
      return false;
    case "hash":
      return value.fields.size === 0;
    case "set":
      return value.members.size === 0;
    case "list":
      return value.items.length === 0;
    case "zset":
      return value.scores.size === 0;
  }
};

const WRONG_TYPE = "WRONGTYPE Operation against a key holding the wrong kind of value";
