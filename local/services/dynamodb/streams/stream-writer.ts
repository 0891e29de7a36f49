import type { Clock } from "../../../cloud/clock";
import type { Entries } from "../../../data/storage";
import type { Change } from "../storage/change";
import { spaceBytes } from "../storage/keys";
import type { StreamLink } from "../tables/table-record";
import type { Item } from "../values/attribute-value";
import { itemSize } from "../values/size";

/** A change as a stream keeps it. */
export interface StreamRecord {
  readonly event: "INSERT" | "MODIFY" | "REMOVE";
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly keys: Item;
  readonly newImage?: Item;
  readonly oldImage?: Item;
  readonly size: number;
  readonly isExpiry?: true;
}

/** The number of the last record; 0 for none. */
export const lastNumber = (entries: Entries, space: number): number => Number(entries.get(spaceBytes(space)) ?? 0);

export const recordKey = (space: number, number: number): Buffer => {
  const key = Buffer.alloc(12);
  key.writeUInt32BE(space);
  key.writeBigUInt64BE(BigInt(number), 4);
  return key;
};

/** Adds to streams what happens to items, in the commit in which it happens. */
export class StreamWriter {
  constructor(
    private readonly entries: Entries,
    private readonly clock: Clock,
    /** Hears of a stream that has a new record; it can be read once the commit is through. */
    private readonly onRecord: (arn: string) => void,
  ) {}

  append({ space, view, arn }: StreamLink, { table, before, after, isExpiry }: Change): void {
    const item = after ?? before;
    if (!item) return;
    const keys = table.keyOf(item);
    const images = {
      ...(after && (view === "NEW_IMAGE" || view === "NEW_AND_OLD_IMAGES") ? { newImage: after } : {}),
      ...(before && (view === "OLD_IMAGE" || view === "NEW_AND_OLD_IMAGES") ? { oldImage: before } : {}),
    };
    const record: StreamRecord = {
      event: !before ? "INSERT" : after ? "MODIFY" : "REMOVE",
      at: this.clock.now(),
      keys,
      ...images,
      size: [keys, ...Object.values(images)].reduce((total, each) => total + itemSize(each), 0),
      ...(isExpiry ? { isExpiry } : {}),
    };
    const number = lastNumber(this.entries, space) + 1;
    this.entries.put(recordKey(space, number), JSON.stringify(record));
    this.entries.put(spaceBytes(space), String(number));
    this.onRecord(arn);
  }
}
