import { ServiceError } from "../../../wire/service-error";
import { expiryKey, type ItemStore } from "../storage/item-store";
import { next } from "../storage/keys";
import type { Writes } from "../storage/writes";
import type { Item } from "../values/attribute-value";
import type { Table } from "./table";
import type { TableRecord } from "./table-record";
import type { Tables } from "./tables";

/** In one commit. */
const CHUNK = 500;

/**
 * Makes the entries of indexes for items that were there before them, some at a time, while the table is used. Which
 * ones are not through is kept with the table: a new process begins them again, which changes nothing that is there.
 */
export class Filling {
  private readonly running = new Map<string, Promise<void>>();
  private isStopped = false;

  constructor(
    private readonly tables: Tables,
    private readonly items: ItemStore,
    private readonly writes: Writes,
  ) {}

  resume(): void {
    for (const { name, record } of this.tables.all()) if (isFilling(record)) this.start(name);
  }

  /** Resolves when no index of the table is being filled. */
  async settled(name: string): Promise<void> {
    await this.running.get(name);
  }

  start(name: string): void {
    const before = this.running.get(name) ?? Promise.resolve();
    const work = before
      .then(() => this.fill(name))
      .catch((error: unknown) => {
        if (!(error instanceof ServiceError)) throw error; // the table is gone
      })
      .finally(() => {
        if (this.running.get(name) === work) this.running.delete(name);
      });
    this.running.set(name, work);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.running.values());
  }

  private async fill(name: string): Promise<void> {
    const table = this.tables.find(name);
    if (!table || !isFilling(table.record)) return;
    const { from, to } = table.space.segment(0, 1);
    for (let at: Buffer | undefined = from; at; ) {
      const start: Buffer = at;
      at = await this.writes.run(() => this.fillSome(table, start, to));
      if (this.isStopped) return;
    }
    const { record } = this.tables.current(table);
    const wasFilling = new Set(table.record.indexes.filter(({ isFilling }) => isFilling).map(({ name }) => name));
    const { timeToLive } = record;
    await this.tables.keep({
      ...record,
      indexes: record.indexes.map(({ isFilling, ...index }) =>
        isFilling && !wasFilling.has(index.name) ? { ...index, isFilling } : index,
      ),
      ...(timeToLive && timeToLive.space === table.record.timeToLive?.space
        ? { timeToLive: { ...timeToLive, isFilling: false } }
        : {}),
    });
  }

  /** @returns where to go on */
  private fillSome(filled: Table, from: Buffer, to: Buffer): Buffer | undefined {
    const table = this.tables.current(filled);
    const { entries } = this.items;
    const found: { key: Buffer; value: string }[] = [];
    for (const entry of entries.range(from, to)) if (found.push(entry) >= CHUNK) break;
    const { timeToLive } = table.record;
    for (const { key, value } of found) {
      const item = JSON.parse(value) as Item;
      for (const index of table.indexes) if (index.record.isFilling) this.items.fill(index, key, item);
      const at = timeToLive?.isFilling ? expiryKey(timeToLive, item, key) : undefined;
      if (at) entries.put(at, key.toString("base64"));
    }
    const last = found[CHUNK - 1];
    return last && next(last.key);
  }
}

export const isFilling = ({ indexes, timeToLive }: TableRecord): boolean =>
  timeToLive?.isFilling === true || indexes.some((index) => index.isFilling);
