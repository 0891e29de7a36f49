import type { Clock } from "../../../cloud/clock";
import type { ItemStore } from "../storage/item-store";
import { next, spaceBytes } from "../storage/keys";
import type { Writes } from "../storage/writes";
import { attributeOf, inside } from "../values/attribute-value";
import { numberBytes } from "../values/number-bytes";
import type { Tables } from "./tables";

// fidelity: docs: "Using time to live": items whose time is more than five years ago are not deleted
const MOST_SECONDS_AGO = 5 * 365 * 24 * 3_600;

/** In one commit. */
const CHUNK = 500;

/** Deletes items whose time to live is over. */
export class Expiry {
  constructor(
    private readonly tables: Tables,
    private readonly items: ItemStore,
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  async sweep(): Promise<void> {
    for (const { name, record } of this.tables.all()) {
      if (!record.timeToLive) continue;
      while ((await this.writes.run(() => this.sweepSome(name))) === CHUNK);
    }
  }

  /** @returns how many it deleted */
  private sweepSome(name: string): number {
    const table = this.tables.find(name);
    const timeToLive = table?.record.timeToLive;
    if (!table || !timeToLive) return 0;
    const now = Math.floor(this.clock.now() / 1000);
    const at = (seconds: number) => Buffer.concat([spaceBytes(timeToLive.space), numberBytes(String(seconds))]);
    const due: { key: Buffer; value: string }[] = [];
    for (const entry of this.items.entries.range(at(now - MOST_SECONDS_AGO), next(at(now)))) {
      if (due.push(entry) >= CHUNK) break;
    }
    for (const { key: entry, value } of due) {
      const key = Buffer.from(value, "base64");
      const before = this.items.get(key);
      const time = inside(attributeOf(before, timeToLive.attribute), "N");
      this.items.entries.remove(entry);
      if (before && time !== undefined) this.items.change({ table, key, before, after: undefined, isExpiry: true });
    }
    return due.length;
  }
}
