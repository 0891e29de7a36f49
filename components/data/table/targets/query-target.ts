import { ArgsError } from "../../../core/args/args-error";
import { wholeNumber } from "../../../core/args/whole-number";
import type { Target } from "../../../core/target";
import { type Attribute, attributesOf, type Key } from "../attributes";
import { indexArn, keyGrants, type LinkedTable } from "../links";
import type { TablePlan } from "../plan";
import { checkVerb } from "../verb";
import { type AttributeShapes, checkMappable, checkShapes, toPlain } from "./attribute-shape";
import { jsonObject, jsonText, keyValue, projection, withoutBody } from "./call-template";
import { nextPage, pageRequest } from "./query-page";
import { target } from "./target";
import { type QueryArgs, queryArgs, type SortRange } from "./target-args";

/** @throws {ArgsError} for what is not in the index, or not in its order, and for what no template can map. */
export const queryTarget = (linked: LinkedTable, args: QueryArgs): Target => {
  const { plan, table } = linked;
  checkVerb(plan.name, "query", args, queryArgs);
  const { index, partition, sort, attributes, order = "ascending", limit = 100, page = "query.after" } = args;
  checkShapes(plan.name, "query.attributes", attributes);
  wholeNumber(plan.name, "query.limit", limit, 1, MAX_LIMIT);
  const key = queriedKey(plan, index, attributes);
  const keys = uniqueAttributes(plan.key, key);
  for (const { name } of keys) checkMappable(plan.name, "query", name);
  const value = (attribute: Attribute, at: string, of: typeof partition) =>
    keyValue(attribute, withoutBody(plan.name, `query.${at}`, of));
  const range = sortRange(plan.name, key, sort, value);
  const start = pageRequest(keys, withoutBody(plan.name, "query.page", page));
  const values = { ":partition": value(key.partition, "partition", partition), ...range.values };
  const names = { "#partition": key.partition.name, ...range.names };
  const resource = index === undefined ? table.arn : indexArn(table, index);
  const grants = [{ actions: ["dynamodb:Query"], resources: [resource] }, ...keyGrants(linked, "read")];
  return target(linked, grants, (tableName) => ({
    action: "Query",
    request: jsonObject(
      {
        TableName: jsonText(tableName),
        ...(index !== undefined && { IndexName: jsonText(index) }),
        KeyConditionExpression: jsonText(["#partition = :partition", ...range.conditions].join(" AND ")),
        ExpressionAttributeValues: jsonObject(values),
        ...projection(attributes, names),
        Limit: String(limit),
        ScanIndexForward: String(order === "ascending"),
      },
      start,
    ),
    status: "200",
    answer: jsonObject({ items: `[${ITEMS.replace("{}", () => toPlain(attributes, "$item"))}]` }, nextPage(keys)),
  }));
};

const MAX_LIMIT = 1_000;

const ITEMS = "#foreach($item in $input.path('$.Items')){}#if($foreach.hasNext),#end#end";

/** The key by which is asked. @throws {ArgsError} for an index that is none, or does not hold what is wanted. */
const queriedKey = (plan: TablePlan, index: string | undefined, attributes: AttributeShapes): Key => {
  if (index === undefined) return plan.key;
  const found = [...plan.indexes, ...plan.localIndexes].find(({ name }) => name === index);
  if (found === undefined)
    throw new ArgsError(plan.name, "query.index", `must be an index of the table (it is ${JSON.stringify(index)})`);
  const { projection: projected, key } = found;
  if (projected === "all") return key;
  const held = [...uniqueAttributes(plan.key, key).map(({ name }) => name), ...(projected === "keys" ? [] : projected)];
  const other = Object.keys(attributes).find((name) => !held.includes(name));
  if (other !== undefined)
    throw new ArgsError(
      plan.name,
      `query.attributes.${other}`,
      `must be one that index ${index} holds, ${held.join(", ")}; add it to the index's projection, or leave it out`,
    );
  return key;
};

const uniqueAttributes = (...keys: readonly Key[]): Attribute[] => {
  const all = keys.flatMap(attributesOf);
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
};

interface Range {
  readonly conditions: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

/** By what is said, in this order: the condition on the sort attribute. */
const CONDITIONS: Readonly<Record<string, string>> = {
  equals: "#sort = :equals",
  beginsWith: "begins_with(#sort, :beginsWith)",
  "from to": "#sort BETWEEN :from AND :to",
  from: "#sort >= :from",
  to: "#sort <= :to",
};

const sortRange = (
  component: string,
  { sort }: Key,
  range: SortRange | undefined,
  value: (attribute: Attribute, at: string, of: QueryArgs["partition"]) => string,
): Range => {
  if (range === undefined) return { conditions: [], names: {}, values: {} };
  if (sort === undefined)
    throw new ArgsError(component, "query.sort", "must be absent: what is queried has a partition alone");
  const ends = (["equals", "beginsWith", "from", "to"] as const).flatMap((end) => {
    const of = (range as Readonly<Record<string, QueryArgs["partition"] | undefined>>)[end];
    return of === undefined ? [] : [[end, of] as const];
  });
  const condition = CONDITIONS[ends.map(([end]) => end).join(" ")];
  if (condition === undefined)
    throw new ArgsError(component, "query.sort", "must say equals, beginsWith, or from and to or one of them");
  if ("beginsWith" in range && sort.type === "number")
    throw new ArgsError(
      component,
      "query.sort.beginsWith",
      `must be absent: ${sort.name} is a number; say from and to`,
    );
  return {
    conditions: [condition],
    names: { "#sort": sort.name },
    values: Object.fromEntries(ends.map(([end, of]) => [`:${end}`, value(sort, `sort.${end}`, of)])),
  };
};
