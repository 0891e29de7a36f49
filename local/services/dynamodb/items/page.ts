import type { Condition } from "../expressions/condition";
import { holds } from "../expressions/evaluate";
import { type Projection, project } from "../expressions/project";
import type { ItemStore } from "../storage/item-store";
import { next } from "../storage/keys";
import { type Index, keyNames, type Table } from "../tables/table";
import { type Item, pick } from "../values/attribute-value";
import { itemSize } from "../values/size";

// fidelity: docs: "Paginating table query results": 1 MB before the filter
const MAX_BYTES = 1024 * 1024;

export interface PageRequest {
  readonly table: Table;
  readonly index: Index | undefined;
  readonly from: Buffer;
  readonly to: Buffer;
  readonly isReverse?: boolean;
  /** Begins behind that entry. */
  readonly startBehind?: Buffer | undefined;
  /** @default no other end than 1 MB */
  readonly limit?: number | undefined;
  readonly filter: Condition | undefined;
  readonly projection: Projection | undefined;
  /** Also what an index does not have. */
  readonly readsTable: boolean;
  readonly countOnly: boolean;
}

export interface Page {
  readonly items: readonly Item[];
  readonly count: number;
  readonly scanned: number;
  readonly bytes: number;
  /** Key of the last item that was looked at, when there may be more. */
  readonly lastKey?: Item;
}

/** Reads a page of a query or a scan. Within one turn, so that nothing changes meanwhile. */
export const readPage = (store: ItemStore, request: PageRequest): Page => {
  const { table, index, filter, projection, limit = Number.POSITIVE_INFINITY } = request;
  const items: Item[] = [];
  let [count, scanned, bytes] = [0, 0, 0];
  for (const { value } of entriesOf(store, request)) {
    const whole = index ? store.itemOf(value) : (JSON.parse(value) as Item);
    if (!whole) continue; // cannot be: entries and items change together
    const seen = index && !request.readsTable ? index.projected(whole) : whole;
    scanned += 1;
    bytes += itemSize(seen);
    if (!filter || holds(filter, seen)) {
      count += 1;
      if (!request.countOnly) items.push(projection ? project(projection, seen) : seen);
    }
    if (scanned >= limit || bytes >= MAX_BYTES) {
      const names = [...keyNames(table.schema), ...(index ? keyNames(index.schema) : [])];
      return { items, count, scanned, bytes, lastKey: pick(whole, names) };
    }
  }
  return { items, count, scanned, bytes };
};

const entriesOf = (store: ItemStore, { from, to, isReverse = false, startBehind }: PageRequest) => {
  if (!startBehind) return store.entries.range(from, to, isReverse);
  const [start, end] = isReverse ? [from, smaller(to, startBehind)] : [larger(from, next(startBehind)), to];
  return Buffer.compare(start, end) < 0 ? store.entries.range(start, end, isReverse) : [];
};

const smaller = (one: Buffer, other: Buffer): Buffer => (Buffer.compare(one, other) < 0 ? one : other);
const larger = (one: Buffer, other: Buffer): Buffer => (Buffer.compare(one, other) < 0 ? other : one);
