import { createHash } from "node:crypto";
import { type AttributeValue, attributeOf, type Item, type KeyType, typeOf } from "../values/attribute-value";
import { keyBytes } from "../values/key-bytes";

/**
 * How entries are ordered: first by their space, a number that each table, index and stream has of its own, then by the
 * hash of the partition key, then by the sort key. Of an index the item's own key follows, in short.
 */

export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
}

/** The key of a table has one attribute of each kind at most, that of a global index up to four. */
// fidelity: docs: "Multi-attribute keys pattern"
export interface KeySchema {
  readonly partition: readonly KeyAttribute[];
  readonly sort: readonly KeyAttribute[];
}

// fidelity: docs: "Service quotas": 2048 bytes of partition key, 1024 of sort key
export const MAX_HASH_BYTES = 2048;
export const MAX_RANGE_BYTES = 1024;

const SPACE_BYTES = 4;
const HASH_BYTES = 16;
const ZERO = Buffer.from([0]);

export const spaceBytes = (space: number): Buffer => {
  const bytes = Buffer.alloc(SPACE_BYTES);
  bytes.writeUInt32BE(space);
  return bytes;
};

const shortened = (bytes: Uint8Array): Buffer => createHash("sha1").update(bytes).digest().subarray(0, HASH_BYTES);

/** The first byte string that does not begin with these bytes and sorts behind them. */
export const behindPrefix = (bytes: Buffer): Buffer | undefined => {
  let last = bytes.length - 1;
  while (last >= 0 && bytes[last] === 0xff) last -= 1;
  if (last < 0) return undefined;
  const behind = Buffer.from(bytes.subarray(0, last + 1));
  behind[last] = (behind[last] ?? 0) + 1;
  return behind;
};

const GROUP = 8;

/**
 * Bytes that still sort when others follow: groups of eight, each with how many of them are meant, 9 when more follow.
 * Keys may hold zero bytes, so that no single byte can end them.
 */
const grouped = (bytes: Buffer): Buffer => {
  const groups = Math.floor(bytes.length / GROUP) + 1;
  const written = Buffer.alloc(groups * (GROUP + 1));
  for (let group = 0; group < groups; group++) {
    const part = bytes.subarray(group * GROUP, (group + 1) * GROUP);
    part.copy(written, group * (GROUP + 1));
    written[group * (GROUP + 1) + GROUP] = group === groups - 1 ? part.length : GROUP + 1;
  }
  return written;
};

/** Entries of one table or one index. */
export class KeySpace {
  private readonly prefix: Buffer;

  constructor(
    readonly space: number,
    readonly schema: KeySchema,
    readonly isIndex: boolean,
  ) {
    this.prefix = spaceBytes(space);
  }

  /** Of one partition, given the values of all its attributes. */
  partition(values: readonly AttributeValue[]): Buffer {
    return this.partitionOf(values.map(keyBytes));
  }

  private partitionOf(values: readonly Buffer[]): Buffer {
    const [first = ZERO, ...more] = values;
    return Buffer.concat([this.prefix, shortened(more.length === 0 ? first : Buffer.concat(values.map(grouped)))]);
  }

  /** Of the first attributes of the sort key, or all. */
  sort(values: readonly AttributeValue[]): Buffer {
    return Buffer.concat(values.map((value) => this.sortBytes(keyBytes(value))));
  }

  private sortBytes(bytes: Buffer): Buffer {
    return this.isIndex ? grouped(bytes) : bytes;
  }

  /** Behind all entries with that partition and that sort key, or that beginning of it. */
  behind(key: Buffer): Buffer {
    return (this.isIndex ? behindPrefix(key) : undefined) ?? Buffer.concat([key, ZERO]);
  }

  /** Behind all sort keys that begin so; `undefined`: behind all of the partition. */
  sortBehindPrefix(value: AttributeValue): Buffer | undefined {
    const behind = behindPrefix(keyBytes(value));
    return behind && this.sortBytes(behind);
  }

  /** Where an item is, given its key in its table when this is an index; `undefined` when it lacks a key of it. */
  key(item: Item, itemKey?: Buffer): Buffer | undefined {
    const partition = bytesOf(item, this.schema.partition, MAX_HASH_BYTES);
    const sort = bytesOf(item, this.schema.sort, MAX_RANGE_BYTES);
    if (!partition || !sort) return undefined;
    const parts = [this.partitionOf(partition), ...sort.map((bytes) => this.sortBytes(bytes))];
    if (itemKey) parts.push(shortened(itemKey));
    return Buffer.concat(parts);
  }

  /** The entries of a segment of a parallel scan, or all. */
  segment(at: number, of: number): { readonly from: Buffer; readonly to: Buffer } {
    const bound = (segment: number): Buffer => {
      if (segment >= of) return behindPrefix(this.prefix) ?? Buffer.alloc(SPACE_BYTES, 0xff);
      const start = Buffer.alloc(SPACE_BYTES + HASH_BYTES);
      start.writeUInt32BE(this.space);
      start.writeUInt32BE(Math.ceil((2 ** 32 * segment) / of), SPACE_BYTES);
      return start;
    };
    return { from: bound(at), to: bound(at + 1) };
  }
}

/** Of items that were there before the index was, some have another type there, or a value that is no key. */
const bytesOf = (item: Item, attributes: readonly KeyAttribute[], most: number): Buffer[] | undefined => {
  const values: Buffer[] = [];
  let length = 0;
  for (const { name, type } of attributes) {
    const value = attributeOf(item, name);
    if (value === undefined || typeOf(value) !== type) return undefined;
    const bytes = keyBytes(value);
    length += bytes.length;
    if (bytes.length === 0 || length > most) return undefined;
    values.push(bytes);
  }
  return values;
};

/** The first key behind that one. */
export const next = (key: Buffer): Buffer => Buffer.concat([key, ZERO]);
