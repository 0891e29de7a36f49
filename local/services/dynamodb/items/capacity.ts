import { oneOf } from "../input/plain";
import type { Written } from "../storage/item-store";
import type { Index, Table } from "../tables/table";

// fidelity: docs: "DynamoDB read and write operations": units of 4 KB and 1 KB; half for a read that is not consistent

export const returnConsumedCapacity = oneOf("INDEXES", "TOTAL", "NONE");

export type CapacityWanted = "INDEXES" | "TOTAL" | "NONE" | undefined;

const READ_BYTES = 4096;
const WRITE_BYTES = 1024;

/** Twice as much in a transaction. */
export const TRANSACTION = 2;

export const readUnits = (bytes: number, isConsistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / READ_BYTES)) * (isConsistent ? 1 : 0.5);

export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / WRITE_BYTES));

/** What was used of a table, and of each of its indexes. */
export interface Usage {
  readonly table: Table;
  readonly units: number;
  readonly indexes: ReadonlyMap<Index, number>;
}

const NO_INDEXES: ReadonlyMap<Index, number> = new Map();

export const readUsage = (table: Table, bytes: number, isConsistent: boolean, index?: Index): Usage => {
  const units = readUnits(bytes, isConsistent);
  return index ? { table, units: 0, indexes: new Map([[index, units]]) } : { table, units, indexes: NO_INDEXES };
};

export const writeUsage = (table: Table, { bytes, indexes }: Written): Usage => ({
  table,
  units: writeUnits(bytes),
  indexes: new Map(
    [...indexes].map(([index, sizes]) => [index, sizes.reduce((total, size) => total + writeUnits(size), 0)]),
  ),
});

export const joinUsage = (one: Usage | undefined, other: Usage): Usage => {
  if (!one) return other;
  const indexes = new Map(one.indexes);
  for (const [index, units] of other.indexes) indexes.set(index, (indexes.get(index) ?? 0) + units);
  return { table: one.table, units: one.units + other.units, indexes };
};

interface Told {
  readonly ConsumedCapacity?: object;
}

/** As an answer tells it, when it was asked for. */
export const consumed = (wanted: CapacityWanted, usage: Usage): Told =>
  wanted === "TOTAL" || wanted === "INDEXES" ? { ConsumedCapacity: capacityOf(wanted, usage) } : {};

export const consumedOfAll = (wanted: CapacityWanted, usages: Iterable<Usage>): Told =>
  wanted === "TOTAL" || wanted === "INDEXES"
    ? { ConsumedCapacity: [...usages].map((usage) => capacityOf(wanted, usage)) }
    : {};

/** Of a transaction. */
export const consumedInTransaction = (
  wanted: CapacityWanted,
  kind: "ReadCapacityUnits" | "WriteCapacityUnits",
  usages: Iterable<Usage>,
): Told => {
  if (wanted !== "TOTAL" && wanted !== "INDEXES") return {};
  return { ConsumedCapacity: [...usages].map((usage) => capacityOf(wanted, usage, kind)) };
};

const capacityOf = (wanted: "TOTAL" | "INDEXES", { table, units, indexes }: Usage, kind?: string): object => {
  const told = (used: number) => {
    const all = kind ? used * TRANSACTION : used;
    return { CapacityUnits: all, ...(kind ? { [kind]: all } : {}) };
  };
  const total = [...indexes.values()].reduce((sum, each) => sum + each, units);
  const ofKind = (isGlobal: boolean) => [...indexes].filter(([{ record }]) => record.isGlobal === isGlobal);
  const byName = (kindOfIndex: string, isGlobal: boolean) => {
    const found = ofKind(isGlobal);
    return found.length > 0
      ? { [kindOfIndex]: Object.fromEntries(found.map(([{ name }, used]) => [name, told(used)])) }
      : {};
  };
  return {
    TableName: table.name,
    ...told(total),
    ...(wanted === "INDEXES"
      ? { Table: told(units), ...byName("LocalSecondaryIndexes", false), ...byName("GlobalSecondaryIndexes", true) }
      : {}),
  };
};
