import type { DynamoDbServices } from "../dynamodb-services";
import { type Projection, project } from "../expressions/project";
import { type ExpressionMembers, readExpressions } from "../expressions/read-expressions";
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

/** What of an item is wanted, in whichever way it is written. @throws {ServiceError} */
export const readProjection = (
  input: ExpressionMembers & { readonly AttributesToGet?: readonly string[] },
): Projection | undefined => {
  const { projection } = readExpressions(input, ["ProjectionExpression"], ["AttributesToGet"]);
  return projection ?? readAttributesToGet(input.AttributesToGet);
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
