import { oneOf } from "../input/plain";
import type { Table } from "../tables/table";
import { type Item, pick } from "../values/attribute-value";

export const returnItemCollectionMetrics = oneOf("SIZE", "NONE");

/** Of a table with local indexes, whose item collections end at 10 GB. */
// fidelity: docs: "Item collections"; guess: the size, which is not counted here
const collectionMetrics = (table: Table, key: Item): object | undefined =>
  table.record.indexes.some(({ isGlobal }) => !isGlobal)
    ? {
        ItemCollectionKey: pick(
          key,
          table.schema.partition.map(({ name }) => name),
        ),
        SizeEstimateRangeGB: [0, 1],
      }
    : undefined;

export const toldMetrics = (wanted: "SIZE" | "NONE" | undefined, table: Table, key: Item): object => {
  const metrics = wanted === "SIZE" ? collectionMetrics(table, key) : undefined;
  return metrics ? { ItemCollectionMetrics: metrics } : {};
};

/** Of several writes, by table. */
export const metricsByTable = (
  writes: readonly { readonly table: Table; readonly key: Item }[],
): Record<string, object[]> => {
  const byTable = new Map<string, object[]>();
  for (const { table, key } of writes) {
    const metrics = collectionMetrics(table, key);
    if (metrics) byTable.set(table.name, [...(byTable.get(table.name) ?? []), metrics]);
  }
  return Object.fromEntries(byTable);
};
