import { applyUpdate } from "../expressions/apply-update";
import { type Condition, pathsOf } from "../expressions/condition";
import type { DocumentPath } from "../expressions/document-path";
import { holds } from "../expressions/evaluate";
import { typeOfAction, type Update } from "../expressions/update";
import { checkedItem, conditionFailed, invalid, invalidParameter } from "../refusals";
import type { Change } from "../storage/change";
import { type ItemStore, touches } from "../storage/item-store";
import { checkIndexKeys, checkItemKeys, checkKey } from "../tables/check-key";
import type { Table } from "../tables/table";
import { type Item, typeOf } from "../values/attribute-value";
import { itemSize } from "../values/size";
import { type Usage, writeUsage } from "./capacity";
import type { Meter } from "./throughput";

// fidelity: docs: "Service quotas": 400 KB, names and values together
const MAX_BYTES = 400 * 1024;

/** A write of one item that has been found possible, before anybody looked at the item that is there. */
export interface PlannedWrite {
  readonly table: Table;
  readonly key: Item;
  readonly at: Buffer;
  readonly condition: Condition | undefined;
  /** When the condition fails, the refusal has the item. */
  readonly tellsItem: boolean;
  /** What then is there, given what is. @throws {ServiceError} */
  readonly next: (before: Item | undefined) => Item | undefined;
}

interface Options {
  readonly condition?: Condition | undefined;
  readonly tellsItem?: boolean;
}

const planned = (table: Table, key: Item, { condition, tellsItem = false }: Options, next: PlannedWrite["next"]) => {
  const at = table.space.key(key);
  if (!at) throw new Error("the key of an item was not checked");
  requireScalarKeys(table, condition);
  return { table, key, at, condition, tellsItem, next };
};

/** @throws {ServiceError} */
export const requireSmall = (item: Item): void => {
  if (itemSize(item) > MAX_BYTES) throw invalid("Item size has exceeded the maximum allowed size");
};

/** @throws {ServiceError} */
export const planPut = (table: Table, item: Item, options: Options = {}): PlannedWrite => {
  requireSmall(item);
  checkItemKeys(table, item);
  return planned(table, table.keyOf(item), options, () => item);
};

/** @throws {ServiceError} */
export const planDelete = (table: Table, key: Item, options: Options = {}): PlannedWrite => {
  checkKey(table, key);
  return planned(table, key, options, () => undefined);
};

/** Only looks whether the condition holds. @throws {ServiceError} */
export const planCheck = (table: Table, key: Item, options: Options): PlannedWrite => {
  checkKey(table, key);
  return planned(table, key, options, (before) => before);
};

/** @throws {ServiceError} */
export const planUpdate = (
  table: Table,
  key: Item,
  update: Update | undefined,
  options: Options = {},
): PlannedWrite => {
  checkKey(table, key);
  if (update) checkUpdate(table, update);
  return planned(table, key, options, (before) => {
    const item = before ?? key;
    const after = update ? applyUpdate(update, item) : item;
    // Only what is put inside of something can be too deep: a value by itself has been checked.
    if (update?.actions.some(({ path }) => path.length > 1)) checkedItem(after);
    if (itemSize(after) > MAX_BYTES) throw invalid("Item size to update has exceeded the maximum allowed size");
    checkComputedKeys(table, after);
    return after;
  });
};

/** What writes are done with. */
export interface Writing {
  readonly items: ItemStore;
  readonly throughput: Meter;
}

/** Reads what is there and decides what will be. Within a commit; writes nothing. @throws {ServiceError} */
// fidelity: docs: "Condition expressions": one that fails uses write capacity, too, by the size of the item that is there
export const decide = ({ items, throughput }: Writing, write: PlannedWrite): Change => {
  const { table, at, condition, tellsItem, next } = write;
  throughput.require("Write", table);
  const before = items.get(at);
  if (condition && !holds(condition, before)) {
    throughput.take("Write", writeUsage(table, { bytes: before ? itemSize(before) : 0, indexes: new Map() }));
    throw conditionFailed(tellsItem ? before : undefined);
  }
  const change = { table, key: at, before, after: next(before) };
  requireIndexes(throughput, change);
  return change;
};

// fidelity: docs: "Using global secondary indexes": a write is throttled when an index that it changes has no capacity
const requireIndexes = (throughput: Meter, change: Change): void => {
  for (const index of change.table.indexes) {
    if (throughput.has("Write", change.table, index) || !touches(index, change)) continue;
    throughput.require("Write", change.table, index);
  }
};

/** Writes what has been decided, in a transaction at twice the price. Within a commit. */
export const write = ({ items, throughput }: Writing, change: Change, times?: number): Usage => {
  const usage = writeUsage(change.table, items.change(change));
  throughput.take("Write", usage, times);
  return usage;
};

// fidelity: observed: dynalite's tests: the texts
const checkUpdate = (table: Table, { actions }: Update): void => {
  for (const { path } of actions) {
    const key = table.keys.find(({ name }) => name === path[0]);
    if (key) throw invalidParameter(`Cannot update attribute ${key.name}. This attribute is part of the key`);
  }
  for (const action of actions) {
    const type = action.path.length === 1 ? typeOfAction(action) : undefined;
    if (!type) continue;
    for (const { attribute, index } of table.indexKeys) {
      if (attribute.name !== action.path[0] || type === attribute.type) continue;
      throw invalidParameter(
        `Type mismatch for Index Key ${attribute.name} Expected: ${attribute.type} Actual: ${type} IndexName: ${index.name}`,
      );
    }
  }
  requireScalar(
    table,
    actions.map(({ path }) => path),
  );
};

const checkComputedKeys = (table: Table, item: Item): void => {
  for (const { attribute } of table.indexKeys) {
    const value = Object.hasOwn(item, attribute.name) ? item[attribute.name] : undefined;
    if (value && typeOf(value) !== attribute.type) {
      throw invalid("The update expression attempted to update the secondary index key to unsupported type");
    }
  }
  checkIndexKeys(table, item);
};

const requireScalarKeys = (table: Table, condition: Condition | undefined): void => {
  if (condition) requireScalar(table, pathsOf(condition));
};

/** Nothing is inside of a key. @throws {ServiceError} */
export const requireScalar = (table: Table, paths: readonly DocumentPath[]): void => {
  const nested = new Set(paths.filter(({ length }) => length > 1).map(([name]) => name));
  if (nested.size === 0) return;
  const text = "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed:";
  const key = table.keys.find(({ name }) => nested.has(name));
  if (key) throw invalid(`${text} Key: ${key.name}`);
  const indexKey = table.indexKeys.find(({ attribute }) => nested.has(attribute.name));
  if (indexKey) throw invalid(`${text} IndexKey: ${indexKey.attribute.name}`);
};
