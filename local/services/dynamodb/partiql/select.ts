import type { DynamoDbServices } from "../dynamodb-services";
import { valueAt } from "../expressions/document-path";
import { queryOf, rangeOf } from "../items/key-condition";
import { type Page, readPage } from "../items/page";
import { indexNamed } from "../items/selection";
import { invalid } from "../refusals";
import type { Index, Table } from "../tables/table";
import { attributeOf, type Item, withAttribute } from "../values/attribute-value";
import { allOf, splitKey } from "./key-of";
import type { Statement } from "./statement";

export type Select = Extract<Statement, { kind: "select" }>;

export interface SelectOptions {
  readonly isConsistent?: boolean;
  readonly limit?: number | undefined;
  /** Key of the last item of the page before. */
  readonly after?: Item | undefined;
}

export interface Selected extends Page {
  readonly table: Table;
  readonly index: Index | undefined;
}

/** A query where the statement names a partition, a scan otherwise. @throws {ServiceError} */
export const select = (
  { tables, items }: DynamoDbServices,
  statement: Select,
  options: SelectOptions = {},
): Selected => {
  const { isConsistent = false, limit, after } = options;
  const table = tables.require(statement.table);
  if (statement.index !== undefined && !table.index(statement.index)) {
    throw invalid("The table does not have the specified index"); // fidelity: observed: moto's aws_verified tests
  }
  const index = indexNamed(table, statement.index, isConsistent);
  const source = index ?? table;
  const { key, rest } = splitKey(statement.where, source.schema);
  const isQuery = source.schema.partition.every(({ name }) => key.has(name));
  const { order } = statement;
  if (order && (!isQuery || order.attribute !== source.schema.sort[0]?.name)) {
    throw invalid("Must have WHERE clause in the statement when using ORDER BY clause.");
  }
  const at = after && table.space.key(after);
  const page = readPage(items, {
    ...(isQuery
      ? rangeOf(
          source,
          queryOf(new Map([...key].map(([name, value]) => [name, { operator: "EQ", values: [value] }])), source.schema),
        )
      : source.space.segment(0, 1)),
    table,
    index,
    limit,
    isReverse: order?.isReverse === true,
    startBehind: after && (index ? index.space.key(after, at) : at),
    filter: isQuery ? allOf(rest) : statement.where,
    projection: undefined,
    readsTable: false,
    countOnly: false,
  });
  return { ...page, table, index, items: page.items.map((item) => named(statement, item)) };
};

/** A path is told by its last name. */
const named = ({ paths }: Select, item: Item): Item => {
  if (!paths) return item;
  let result: Item = {};
  for (const path of paths) {
    const value = path.length === 1 ? attributeOf(item, String(path[0])) : valueAt(item, path);
    if (value !== undefined) result = withAttribute(result, nameOf(path), value);
  }
  return result;
};

const nameOf = (path: readonly (string | number)[]): string =>
  [...path]
    .reverse()
    .find((step) => typeof step === "string")
    ?.toString() ?? "";
