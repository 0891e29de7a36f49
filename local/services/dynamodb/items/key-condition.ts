import type { Condition, Operand } from "../expressions/condition";
import { ExpressionError } from "../expressions/syntax";
import type { Filter } from "../legacy/conditions";
import { invalid, invalidParameter } from "../refusals";
import { behindPrefix, type KeyAttribute, type KeySchema } from "../storage/keys";
import { emptyKey, isEmpty } from "../tables/check-key";
import type { Source } from "../tables/table";
import { type AttributeValue, typeOf } from "../values/attribute-value";
import { compareValues } from "../values/compare";

export type KeyOperator = "EQ" | "LT" | "LE" | "GT" | "GE" | "BETWEEN" | "BEGINS_WITH";

export interface KeyComparison {
  readonly operator: KeyOperator | "other";
  readonly values: readonly AttributeValue[];
}

/** What is asked of key attributes, by name. */
export type KeyComparisons = ReadonlyMap<string, KeyComparison>;

const OPERATORS: Readonly<Record<string, KeyOperator>> = { "=": "EQ", "<": "LT", "<=": "LE", ">": "GT", ">=": "GE" };
const TURNED: Readonly<Record<string, KeyOperator>> = { "=": "EQ", "<": "GT", "<=": "GE", ">": "LT", ">=": "LE" };

/** @throws {ExpressionError} */
// fidelity: observed: dynalite's tests: the texts
export const keyComparisons = (condition: Condition): KeyComparisons => {
  const found = new Map<string, KeyComparison>();
  for (const each of condition.kind === "and" ? conjuncts(condition) : [condition]) {
    const [name, comparison] = comparisonOf(each);
    if (found.has(name)) throw new ExpressionError("KeyConditionExpressions must only contain one condition per key");
    found.set(name, comparison);
  }
  return found;
};

const conjuncts = (condition: Condition): Condition[] =>
  condition.kind === "and" ? condition.of.flatMap(conjuncts) : [condition];

const comparisonOf = (condition: Condition): [string, KeyComparison] => {
  switch (condition.kind) {
    case "or":
    case "not":
    case "in":
      throw badOperator(condition.kind.toUpperCase());
    case "exists":
      throw badOperator(condition.wanted ? "attribute_exists" : "attribute_not_exists");
    case "type":
      throw badOperator("attribute_type");
    case "contains":
      throw badOperator("contains");
    case "compare": {
      const { comparator, left, right } = condition;
      if (comparator === "<>") throw badOperator("<>");
      requireFlat([left, right]);
      if (left.kind === "path" && right.kind === "path")
        throw badCondition("Multiple attribute names used in one condition");
      if (left.kind === "path")
        return [nameOf(left), { operator: OPERATORS[comparator] ?? "EQ", values: [operandValue(right)] }];
      if (right.kind === "path")
        return [nameOf(right), { operator: TURNED[comparator] ?? "EQ", values: [operandValue(left)] }];
      throw badCondition("No key attribute specified");
    }
    case "between": {
      const { operand, lower, upper } = condition;
      requireFlat([operand, lower, upper]);
      if (operand.kind !== "path")
        throw badCondition("BETWEEN operator must have the key attribute as its first operand");
      return [nameOf(operand), { operator: "BETWEEN", values: [operandValue(lower), operandValue(upper)] }];
    }
    case "beginsWith": {
      const { operand, part } = condition;
      requireFlat([operand, part]);
      if (operand.kind !== "path")
        throw badCondition("begins_with operator must have the key attribute as its first operand");
      return [nameOf(operand), { operator: "BEGINS_WITH", values: [operandValue(part)] }];
    }
    case "and":
      throw new Error("taken apart before");
  }
};

const badOperator = (operator: string): ExpressionError =>
  new ExpressionError(`Invalid operator used in KeyConditionExpression: ${operator}`);

const badCondition = (why: string): ExpressionError =>
  new ExpressionError(`Invalid condition in KeyConditionExpression: ${why}`);

const requireFlat = (operands: readonly Operand[]): void => {
  if (operands.some(({ kind }) => kind === "size")) {
    throw new ExpressionError("KeyConditionExpressions cannot contain nested operations");
  }
};

const nameOf = (operand: Operand): string => {
  if (operand.kind !== "path") throw badCondition("No key attribute specified");
  if (operand.path.length > 1) {
    throw new ExpressionError("KeyConditionExpressions cannot have conditions on nested attributes");
  }
  return String(operand.path[0]);
};

const operandValue = (operand: Operand): AttributeValue => {
  if (operand.kind === "value") return operand.value;
  throw badCondition("Multiple attribute names used in one condition");
};

/** `KeyConditions`, from before there were expressions; its values have been checked. */
export const legacyComparisons = (conditions: Filter): KeyComparisons =>
  new Map(
    Object.entries(conditions).map(([name, { ComparisonOperator, AttributeValueList = [] }]) => [
      name,
      {
        operator: /^(EQ|LT|LE|GT|GE|BETWEEN|BEGINS_WITH)$/.test(ComparisonOperator)
          ? (ComparisonOperator as KeyOperator) // one of these
          : "other",
        values: AttributeValueList,
      },
    ]),
  );

/** What a query asks of one partition. */
export interface Query {
  /** Values of all attributes of the partition key. */
  readonly partition: readonly AttributeValue[];
  /** Of the first attributes of the sort key, what they must equal. */
  readonly equal: readonly AttributeValue[];
  /** Of the next one, what it must be. */
  readonly sort?: { readonly operator: KeyOperator; readonly values: readonly AttributeValue[]; readonly name: string };
}

/** @throws {ServiceError} when these are not conditions on the key of the source */
// fidelity: observed: dynalite's tests, nubo-db/dynamodb-conformance: the texts, and their order
export const queryOf = (comparisons: KeyComparisons, { partition, sort }: KeySchema): Query => {
  const isPlain = partition.length + sort.length <= 2;
  if (comparisons.size === 0 || (isPlain && comparisons.size > 2))
    throw invalid("Conditions can be of length 1 or 2 only");
  if (sort.length === 0 && comparisons.size > partition.length) throw invalid("Query key condition not supported");
  const missed = (name: string) => invalid(`Query condition missed key schema element: ${name}`);
  const lacking = partition.find(({ name }) => !comparisons.has(name));
  if (lacking) throw missed(lacking.name);
  const given = sort.slice(0, comparisons.size - partition.length);
  const skipped = given.find(({ name }) => !comparisons.has(name));
  if (skipped) throw missed(skipped.name);
  for (const key of [...partition, ...given]) checkComparison(key, comparisons.get(key.name));
  const values = [...partition, ...given.slice(0, -1)].map(({ name }) => {
    const comparison = comparisons.get(name);
    const [value] = comparison?.values ?? [];
    if (comparison?.operator !== "EQ" || !value) throw invalid("Query key condition not supported");
    return value;
  });
  const [hashes, equal] = [values.slice(0, partition.length), values.slice(partition.length)];
  const last = given[given.length - 1];
  const comparison = last && comparisons.get(last.name);
  if (!comparison || comparison.operator === "other") return { partition: hashes, equal };
  return {
    partition: hashes,
    equal,
    sort: { operator: comparison.operator, values: comparison.values, name: last.name },
  };
};

const checkComparison = (key: KeyAttribute, comparison: KeyComparison | undefined): void => {
  if (!comparison) return;
  if (comparison.operator === "other") throw invalid("Attempted conditional constraint is not an indexable operation");
  if (comparison.values.some((value) => typeOf(value) !== key.type)) {
    throw invalidParameter("Condition parameter type does not match schema type");
  }
  const empty = comparison.values.find(isEmpty);
  if (empty && comparison.operator !== "BEGINS_WITH") throw emptyKey(empty, `Key: ${key.name}`);
};

/** The entries that a query reads. */
export const rangeOf = (
  { space }: Source,
  { partition, equal, sort }: Query,
): { readonly from: Buffer; readonly to: Buffer } => {
  const prefix = Buffer.concat([space.partition(partition), space.sort(equal)]);
  const whole = { from: prefix, to: behindPrefix(prefix) ?? prefix };
  const [first, second] = (sort?.values ?? []).map((value) => Buffer.concat([prefix, space.sort([value])]));
  if (!sort || !first) return whole;
  switch (sort.operator) {
    case "EQ":
      return { from: first, to: space.behind(first) };
    case "LT":
      return { ...whole, to: first };
    case "LE":
      return { ...whole, to: space.behind(first) };
    case "GT":
      return { ...whole, from: space.behind(first) };
    case "GE":
      return { ...whole, from: first };
    case "BETWEEN":
      return { from: first, to: space.behind(second ?? first) };
    case "BEGINS_WITH": {
      const [value] = sort.values;
      const behind = value && space.sortBehindPrefix(value);
      return { from: first, to: behind ? Buffer.concat([prefix, behind]) : whole.to };
    }
  }
};

/** Whether a value is among those that a query's sort key may have. */
export const sortMatches = (
  { operator, values: [first, second] }: NonNullable<Query["sort"]>,
  value: AttributeValue,
): boolean => {
  if (!first) return true;
  const order = compareValues(value, first);
  if (order === undefined) return false;
  switch (operator) {
    case "EQ":
      return order === 0;
    case "LT":
      return order < 0;
    case "LE":
      return order <= 0;
    case "GT":
      return order > 0;
    case "GE":
      return order >= 0;
    case "BETWEEN":
      return order >= 0 && (compareValues(value, second ?? first) ?? 1) <= 0;
    case "BEGINS_WITH":
      return true;
  }
};
