import type { ResourceRecord } from "./state";

type Entry = Pick<ResourceRecord, "urn" | "parent" | "dependencies" | "deletedWith">;

/** Dependents before what they depend on, children before parents. */
export const deletionOrder = <T extends Entry>(records: readonly T[]): T[] => {
  const byUrn = new Map<string, T[]>();
  for (const record of records) byUrn.set(record.urn, [...(byUrn.get(record.urn) ?? []), record]);
  const placed = new Set<T>();
  const creation: T[] = [];
  const place = (record: T): void => {
    if (placed.has(record)) return;
    placed.add(record);
    for (const urn of [record.parent, record.deletedWith, ...record.dependencies]) {
      for (const needed of (urn !== undefined && byUrn.get(urn)) || []) place(needed);
    }
    creation.push(record);
  };
  records.forEach(place);
  return creation.reverse();
};
