import { rmSync } from "node:fs";
import { mapsFolder } from "./code/source-places";
import type { AliasRecord, FunctionRecord, FunctionVersion } from "./function-record";

/** Versions that stay, besides those that an alias leads to: a day of development publishes hundreds. */
const KEPT = 10;

/**
 * The record with a version made of `$LATEST`, unless the newest version is the same.
 * fidelity: docs: PublishVersion: "Lambda doesn't publish a version if the function's configuration and code haven't changed"
 */
export const publish = (record: FunctionRecord, aliases: readonly AliasRecord[]): FunctionRecord => {
  const numbers = Object.keys(record.versions).map(Number);
  const newest = Math.max(0, ...numbers);
  const next = { ...record.latest, version: String(newest + 1) };
  if (same(record.versions[String(newest)], next)) return record;
  const needed = new Set(aliases.flatMap(({ version, weights }) => [version, ...Object.keys(weights)]));
  const kept = Object.entries(record.versions).filter(
    ([version]) => Number(version) > newest - KEPT || needed.has(version),
  );
  const versions = { ...Object.fromEntries(kept), [next.version]: next };
  removeUnused(record, versions);
  return { ...record, versions };
};

const same = (a: FunctionVersion | undefined, b: FunctionVersion): boolean =>
  a !== undefined && JSON.stringify({ ...a, version: "" }) === JSON.stringify({ ...b, version: "" });

const removeUnused = (record: FunctionRecord, versions: FunctionRecord["versions"]): void => {
  const used = new Set([record.latest, ...Object.values(versions)].map(({ folder }) => folder));
  for (const { folder } of Object.values(record.versions)) {
    if (used.has(folder)) continue;
    for (const unused of [folder, mapsFolder(folder)]) rmSync(unused, { recursive: true, force: true });
  }
};
