import type { DynamoDbServices } from "../dynamodb-services";
import { type Projection, project } from "../expressions/project";
import { type ExpressionMembers, readExpressions } from "../expressions/read-expressions";
import { checkedItem } from "../refusals";
import { checkKey } from "../tables/check-key";
import type { Table } from "../tables/table";
import type { Item } from "../values/attribute-value";
import { itemSize } from "../values/size";
import { readAttributesToGet } from "./selection";
import { requireScalar } from "./write";

export interface Found {
  readonly item: Item | undefined;
  readonly bytes: number;
}

/** The keys in their one form, and what of the items is wanted, in whichever way it is written. @throws {ServiceError} */
export const readWanted = (
  input: ExpressionMembers & { readonly AttributesToGet?: readonly string[] },
  keys: readonly Item[],
): { readonly keys: readonly Item[]; readonly projection: Projection | undefined } => {
  let checked = keys;
  let older: Projection | undefined;
  const { projection } = readExpressions(input, ["ProjectionExpression"], ["AttributesToGet"], () => {
    checked = keys.map(checkedItem);
    older = readAttributesToGet(input.AttributesToGet);
  });
  return { keys: checked, projection: projection ?? older };
};

/** Reads one item, whose key has been put into its one form. @throws {ServiceError} */
export const getOne = (
  { items }: DynamoDbServices,
  table: Table,
  key: Item,
  projection: Projection | undefined,
): Found => {
  checkKey(table, key);
  if (projection) requireScalar(table, projection.paths);
  const at = table.space.key(key);
  const item = at && items.get(at);
  if (!item) return { item: undefined, bytes: 0 };
  return { item: projection ? project(projection, item) : item, bytes: itemSize(item) };
};
