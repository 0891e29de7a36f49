import type * as z from "zod";
import { type Item, typed } from "./attribute-value";
import { readCondition } from "./condition";
import { type SelectInput, substitutesOf } from "./read-input";
import { address, type DynamoServices, itemsOf, type Table } from "./store";

/** The page of items that Query and Scan answer. */
export const select = (
  services: DynamoServices,
  table: Table,
  input: z.output<typeof SelectInput>,
  keyCondition: string | undefined,
) => {
  const substitutes = substitutesOf(input);
  const isKey =
    keyCondition === undefined ? () => true : readCondition(keyCondition, "KeyConditionExpression", substitutes);
  const passes =
    input.FilterExpression === undefined
      ? () => true
      : readCondition(input.FilterExpression, "FilterExpression", substitutes);
  const all = itemsOf(services, table).filter(isKey);
  if (!input.ScanIndexForward) all.reverse();
  const after = input.ExclusiveStartKey && address(table, input.ExclusiveStartKey);
  const from = after === undefined ? 0 : all.findIndex((item) => address(table, item) === after) + 1;
  const scanned = all.slice(from, from + (input.Limit ?? all.length));
  const items = scanned.filter(passes);
  const last = scanned.at(-1);
  const more = last !== undefined && from + scanned.length < all.length;
  return {
    Count: items.length,
    ...(input.Select === "COUNT" ? {} : { Items: items.map((item) => project(item, input)) }),
    ScannedCount: scanned.length,
    ...(more && { LastEvaluatedKey: keyOf(table, last) }),
  };
};

const keyOf = ({ hashKey, rangeKey }: Table, item: Item): Item =>
  Object.fromEntries([hashKey, ...(rangeKey ? [rangeKey] : [])].map((name) => [name, item[name] ?? {}]));

/** Top-level attributes and those within maps; list elements are not projected apart. */
export const project = (
  item: Item,
  {
    ProjectionExpression,
    ExpressionAttributeNames,
  }: Pick<z.output<typeof SelectInput>, "ProjectionExpression" | "ExpressionAttributeNames">,
): Item => {
  if (ProjectionExpression === undefined) return item;
  const projected: Record<string, Record<string, unknown>> = {};
  for (const path of ProjectionExpression.split(",")) {
    const parts = path
      .trim()
      .split(".")
      .map((part) => ExpressionAttributeNames[part] ?? part);
    copy(item, projected, parts);
  }
  return projected;
};

const copy = (
  from: Item,
  into: Record<string, Record<string, unknown>>,
  [name = "", ...rest]: readonly string[],
): void => {
  const value = from[name];
  if (!value) return;
  if (rest.length === 0) {
    into[name] = { ...value };
    return;
  }
  const [type, content] = typed(value);
  if (type !== "M") return;
  const map = (into[name]?.M ?? {}) as Record<string, Record<string, unknown>>;
  copy(content as Item, map, rest);
  if (Object.keys(map).length > 0) into[name] = { M: map };
};
