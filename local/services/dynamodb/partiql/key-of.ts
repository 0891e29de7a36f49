import type { Condition } from "../expressions/condition";
import { invalid } from "../refusals";
import type { KeySchema } from "../storage/keys";
import type { Table } from "../tables/table";
import type { AttributeValue, Item } from "../values/attribute-value";

/** The parts of a condition that must all hold. */
export const partsOf = (condition: Condition | undefined): readonly Condition[] => {
  if (!condition) return [];
  return condition.kind === "and" ? condition.of.flatMap(partsOf) : [condition];
};

/** What an attribute must equal, when the part says that. */
const equality = (part: Condition): { readonly name: string; readonly value: AttributeValue } | undefined => {
  if (part.kind !== "compare" || part.comparator !== "=") return undefined;
  const [path, value] = part.left.kind === "path" ? [part.left, part.right] : [part.right, part.left];
  if (path.kind !== "path" || path.path.length !== 1 || value.kind !== "value") return undefined;
  return { name: String(path.path[0]), value: value.value };
};

export interface Split {
  readonly key: ReadonlyMap<string, AttributeValue>;
  /** Everything else. */
  readonly rest: readonly Condition[];
}

/** Takes the key attributes that must equal something out of a condition. */
export const splitKey = (where: Condition | undefined, schema: KeySchema): Split => {
  const names = new Set([...schema.partition, ...schema.sort].map(({ name }) => name));
  const key = new Map<string, AttributeValue>();
  const rest = partsOf(where).filter((part) => {
    const found = equality(part);
    if (!found || key.has(found.name) || !names.has(found.name)) return true;
    key.set(found.name, found.value);
    return false;
  });
  return { key, rest };
};

export const allOf = (parts: readonly Condition[]): Condition | undefined =>
  parts.length === 0 ? undefined : { kind: "and", of: parts };

/** The key of the one item that a write is about, and what must hold for it. @throws {ServiceError} */
export const oneItem = (
  table: Table,
  where: Condition,
): { readonly key: Item; readonly condition: Condition | undefined } => {
  const { key, rest } = splitKey(where, table.schema);
  if (key.size !== table.keys.length) {
    throw invalid("Where clause does not contain a mandatory equality on all key attributes");
  }
  return { key: Object.fromEntries(key), condition: allOf(rest) };
};
