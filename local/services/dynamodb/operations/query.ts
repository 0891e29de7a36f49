import { dynamoDbOperation } from "../dynamodb-operation";
import { type Condition, pathsOf } from "../expressions/condition";
import { inExpression } from "../expressions/parse";
import { readExpressions } from "../expressions/read-expressions";
import { flag, text } from "../input/plain";
import type { ValueOf } from "../input/shape";
import { structure } from "../input/structure";
import { consumed, readUsage } from "../items/capacity";
import {
  type KeyComparisons,
  keyComparisons,
  legacyComparisons,
  type Query,
  queryOf,
  rangeOf,
  sortMatches,
} from "../items/key-condition";
import { readPage } from "../items/page";
import { checkSelect, indexNamed, readAttributesToGet, readsTable } from "../items/selection";
import { checkStartShape, readStartKey, startEntry } from "../items/start-key";
import { spent } from "../items/throughput";
import { requireScalar } from "../items/write";
import { filterShape, readFilter } from "../legacy/conditions";
import { invalid } from "../refusals";
import { keyNames, type Source } from "../tables/table";
import { attributeOf, type Item } from "../values/attribute-value";
import { sameValue } from "../values/compare";
import { limit, pageOutput, READ_MEMBERS } from "./read-members";
import { itemsOfTable } from "./table-name";

const Input = structure("QueryInput", {
  ...READ_MEMBERS,
  Limit: limit(true),
  KeyConditionExpression: text(),
  KeyConditions: filterShape,
  QueryFilter: filterShape,
  ScanIndexForward: flag,
});

export const query = dynamoDbOperation(
  "Query",
  Input,
  { action: "dynamodb:Query", on: itemsOfTable("read") },
  (services) => (input) => {
    const { condition, filter, projection, startKey } = readQuery(input);
    const { tables, items } = services;
    const table = tables.require(input.TableName);
    const isConsistent = input.ConsistentRead === true;
    const index = indexNamed(table, input.IndexName, isConsistent);
    const source = index ?? table;
    if (startKey) checkStartShape(table, index, startKey, false);
    const query = queryOf(condition, source.schema);
    const startBehind = startKey && startEntry(table, index, startKey);
    if (startKey) checkStart(query, source, startKey);
    requireScalar(table, projection?.paths ?? []);
    if (filter) checkFilter(source, filter, input.QueryFilter ? "QueryFilter" : "Filter Expression");
    const fromTable = readsTable(index, input, projection);
    requireScalar(table, filter ? pathsOf(filter) : []);
    const countOnly = input.Select === "COUNT";
    const page = readPage(items, {
      ...rangeOf(source, query),
      table,
      index,
      startBehind,
      filter,
      projection,
      countOnly,
      limit: input.Limit,
      isReverse: input.ScanIndexForward === false,
      readsTable: fromTable,
    });
    const usage = spent(services, readUsage(table, page.bytes, isConsistent, index));
    return {
      ...pageOutput(page, countOnly),
      ...consumed(input.ReturnConsumedCapacity, usage),
    };
  },
);

const NO_CONDITION = "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.";

const readQuery = (input: ValueOf<typeof Input>) => {
  const { KeyConditions, QueryFilter, ConditionalOperator, IndexName } = input;
  let older: Condition | undefined;
  let startKey: Item | undefined;
  const given = readExpressions(
    input,
    ["ProjectionExpression", "FilterExpression", "KeyConditionExpression"],
    [
      "AttributesToGet",
      "QueryFilter",
      "ConditionalOperator",
      // fidelity: observed: dynalite's tests: the older key conditions go with a filter expression
      ...(input.KeyConditionExpression === undefined ? [] : ["KeyConditions"]),
    ],
    () => {
      older = readFilter(QueryFilter, ConditionalOperator);
      readAttributesToGet(input.AttributesToGet);
      startKey = readStartKey(input.ExclusiveStartKey);
      if (!KeyConditions && input.KeyConditionExpression === undefined) throw invalid(NO_CONDITION);
      checkSelect(input, IndexName !== undefined);
    },
  );
  const filter = given.filter ?? older;
  const projection = given.projection ?? readAttributesToGet(input.AttributesToGet);
  const { keyCondition } = given;
  if (keyCondition) {
    const condition = inExpression("KeyConditionExpression", () => keyComparisons(keyCondition));
    return { condition, filter, projection, startKey };
  }
  if (!KeyConditions) throw invalid(NO_CONDITION);
  readFilter(KeyConditions, undefined); // for what is wrong with it
  const condition: KeyComparisons = legacyComparisons(KeyConditions);
  return { condition, filter, projection, startKey };
};

// fidelity: observed: dynalite's tests: the texts
const checkStart = ({ partition, sort }: Query, { schema }: Source, start: Item): void => {
  const isOfPartition = schema.partition.every(({ name }, at) => sameValue(attributeOf(start, name), partition[at]));
  const sortKey = sort && attributeOf(start, sort.name);
  if (sort && sortKey && !sortMatches(sort, sortKey)) {
    throw invalid("The provided starting key does not match the range key predicate");
  }
  if (!isOfPartition) {
    throw invalid(
      sort
        ? "The query can return at most one row and cannot be restarted"
        : "The provided starting key is outside query boundaries based on provided conditions",
    );
  }
};

const checkFilter = ({ schema }: Source, filter: Condition, member: string): void => {
  const heads = new Set(pathsOf(filter).map(([name]) => name));
  const key = keyNames(schema).find((name) => heads.has(name));
  if (key) {
    throw invalid(`${member} can only contain non-primary key attributes: Primary key attribute: ${key}`);
  }
};
