import type { Condition, Operand } from "../expressions/condition";
import { ExpressionError } from "../expressions/syntax";
import type { Filter } from "../legacy/conditions";
import { invalid, invalidParameter } from "../refusals";
import { behindPrefix, type KeySchema } from "../storage/keys";
import type { Source } from "../tables/table";
import { type AttributeValue, inside, typeOf } from "../values/attribute-value";
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
  readonly partition: AttributeValue;
  readonly sort?: { readonly operator: KeyOperator; readonly values: readonly AttributeValue[] };
}

/** @throws {ServiceError} when these are not conditions on the key of the source */
// fidelity: observed: dynalite's tests, nubo-db/dynamodb-conformance: the texts, and their order
export const queryOf = (comparisons: KeyComparisons, { hash, range }: KeySchema): Query => {
  if (comparisons.size > 2 || comparisons.size === 0) throw invalid("Conditions can be of length 1 or 2 only");
  const onHash = comparisons.get(hash.name);
  if (!range && comparisons.size > 1) throw invalid("Query key condition not supported");
  if (!onHash) throw invalid(`Query condition missed key schema element: ${hash.name}`);
  const onRange = range && comparisons.get(range.name);
  if (range && !onRange && comparisons.size > 1) {
    throw invalid(`Query condition missed key schema element: ${range.name}`);
  }
  for (const [key, comparison] of [
    [hash, onHash],
    [range, onRange],
  ] as const) {
    if (!key || !comparison) continue;
    if (comparison.operator === "other")
      throw invalid("Attempted conditional constraint is not an indexable operation");
    if (comparison.values.some((value) => typeOf(value) !== key.type)) {
      throw invalidParameter("Condition parameter type does not match schema type");
    }
    if (
      comparison.values.some((value) => inside(value, "S") === "" || inside(value, "B") === "") &&
      comparison.operator !== "BEGINS_WITH"
    ) {
      const kind = key.type === "S" ? "string" : "binary";
      throw invalid(
        `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${key.name}`,
      );
    }
  }
  const [partition] = onHash.values;
  if (onHash.operator !== "EQ" || !partition) throw invalid("Query key condition not supported");
  if (!onRange || onRange.operator === "other") return { partition };
  return { partition, sort: { operator: onRange.operator, values: onRange.values } };
};

/** The entries that a query reads. */
export const rangeOf = (
  { space }: Source,
  { partition, sort }: Query,
): { readonly from: Buffer; readonly to: Buffer } => {
  const prefix = space.partition(partition);
  const whole = { from: prefix, to: behindPrefix(prefix) ?? prefix };
  const [first, second] = (sort?.values ?? []).map((value) => Buffer.concat([prefix, space.sort(value)]));
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
