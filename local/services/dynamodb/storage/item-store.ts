import type { Entries } from "../../../data/storage";
import type { StreamWriter } from "../streams/stream-writer";
import type { Index } from "../tables/table";
import { attributeOf, type Item, inside } from "../values/attribute-value";
import { sameItem } from "../values/compare";
import { numberBytes } from "../values/number-bytes";
import { itemSize } from "../values/size";
import type { Change } from "./change";
import { addToCount } from "./counts";
import { spaceBytes } from "./keys";

/** What a change cost: sizes in bytes, of the item and of the entries of indexes that were written. */
export interface Written {
  readonly bytes: number;
  readonly indexes: ReadonlyMap<Index, readonly number[]>;
}

/** Items of all tables, with the entries of their indexes. */
export class ItemStore {
  constructor(
    readonly entries: Entries,
    private readonly streams: StreamWriter,
  ) {}

  get(key: Buffer): Item | undefined {
    const text = this.entries.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as Item); // written by `change`
  }

  /** Writes a change, with all that follows from it. Within a commit. */
  change(change: Change): Written {
    const { table, key, before, after } = change;
    const { entries } = this;
    if (after) entries.put(key, JSON.stringify(after));
    else if (before) entries.remove(key);
    const [was, is] = [before ? itemSize(before) : 0, after ? itemSize(after) : 0];
    addToCount(entries, table.space.space, (after ? 1 : 0) - (before ? 1 : 0), is - was);
    const indexes = new Map<Index, readonly number[]>();
    for (const index of table.indexes) {
      const sizes = this.changeIndex(index, change);
      if (sizes.length > 0) indexes.set(index, sizes);
    }
    this.changeExpiry(change);
    if (table.record.stream && !isSame(before, after)) this.streams.append(table.record.stream, change);
    return { bytes: Math.max(was, is), indexes };
  }

  /** The entry of an item that was there before the index was. Within a commit. */
  fill(index: Index, key: Buffer, item: Item): void {
    const at = index.space.key(item, key);
    if (!at || this.entries.get(at) !== undefined) return;
    this.entries.put(at, key.toString("base64"));
    addToCount(this.entries, index.space.space, 1, itemSize(index.projected(item)));
  }

  /** The item that an entry of an index stands for. */
  itemOf(entry: string): Item | undefined {
    return this.get(Buffer.from(entry, "base64"));
  }

  /** Bytes of each entry that was written or removed. */
  private changeIndex(index: Index, { key, before, after }: Change): number[] {
    const { entries } = this;
    const [from, to] = [before && index.space.key(before, key), after && index.space.key(after, key)];
    if (!from && !to) return [];
    const [was, is] = [
      from && before ? index.projected(before) : undefined,
      to && after ? index.projected(after) : undefined,
    ];
    const [size, now] = [was ? itemSize(was) : 0, is ? itemSize(is) : 0];
    const isMoved = !from || !to || !from.equals(to);
    if (isMoved) {
      const isKnown = from !== undefined && (!index.record.isFilling || entries.get(from) !== undefined);
      if (from && isKnown) entries.remove(from);
      if (to) entries.put(to, key.toString("base64"));
      addToCount(entries, index.space.space, (to ? 1 : 0) - (isKnown ? 1 : 0), now - (isKnown ? size : 0));
      return [...(from ? [size] : []), ...(to ? [now] : [])];
    }
    if (index.record.isFilling && entries.get(to) === undefined) return []; // it is filled in as it is then
    addToCount(entries, index.space.space, 0, now - size);
    return was && is && sameItem(was, is) ? [] : [Math.max(size, now)];
  }

  private changeExpiry({ table, key, before, after }: Change): void {
    const { timeToLive } = table.record;
    if (!timeToLive) return;
    const [from, to] = [before, after].map((item) => item && expiryKey(timeToLive, item, key));
    if (from && (!to || !from.equals(to))) this.entries.remove(from);
    if (to) this.entries.put(to, key.toString("base64"));
  }
}

/** Whether a change writes to an index. */
export const touches = (index: Index, { key, before, after }: Change): boolean => {
  const [from, to] = [before && index.space.key(before, key), after && index.space.key(after, key)];
  if (!from || !to || !before || !after) return (from ?? to) !== undefined;
  return !from.equals(to) || !sameItem(index.projected(before), index.projected(after));
};

const isSame = (one: Item | undefined, other: Item | undefined): boolean =>
  one === undefined || other === undefined ? one === other : sameItem(one, other);

/** Where the entry of an item's time to live is: in the order of the times. */
export const expiryKey = (
  { space, attribute }: { readonly space: number; readonly attribute: string },
  item: Item,
  key: Buffer,
): Buffer | undefined => {
  const seconds = inside(attributeOf(item, attribute), "N");
  return seconds === undefined
    ? undefined
    : Buffer.concat([spaceBytes(space), numberBytes(seconds), key.subarray(4, 1400)]);
};
