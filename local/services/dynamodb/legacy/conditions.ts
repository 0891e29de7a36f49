import type { Condition, Operand } from "../expressions/condition";
import { attributeValue } from "../input/attribute-values";
import { list, mapOf } from "../input/collections";
import { flag, oneOf } from "../input/plain";
import { required, type ValueOf } from "../input/shape";
import { structure } from "../input/structure";
import { checkedValue, invalid, invalidParameter } from "../refusals";
import { type AttributeValue, typeOf, type ValueType } from "../values/attribute-value";
import { compareValues } from "../values/compare";

const OPERATORS = [
  ...([
    "IN",
    "NULL",
    "BETWEEN",
    "LT",
    "NOT_CONTAINS",
    "EQ",
    "GT",
    "NOT_NULL",
    "NE",
    "LE",
    "BEGINS_WITH",
    "GE",
  ] as const),
  "CONTAINS",
] as const;

type Operator = (typeof OPERATORS)[number];

export const conditionalOperator = oneOf("OR", "AND");

const JAVA = "com.amazonaws.dynamodb.v20120810";

/** Members from before there were expressions: `ScanFilter`, `QueryFilter`, `KeyConditions`. */
export const filterShape = mapOf(
  structure("Condition", {
    AttributeValueList: list(attributeValue),
    ComparisonOperator: required(oneOf(...OPERATORS)),
  }),
  { of: `${JAVA}.Condition` },
);

export type Filter = ValueOf<typeof filterShape>;

/** `Expected`, of writes. */
export const expectedShape = mapOf(
  structure("ExpectedAttributeValue", {
    Value: attributeValue,
    Exists: flag,
    ComparisonOperator: oneOf(...OPERATORS),
    AttributeValueList: list(attributeValue),
  }),
  { of: `${JAVA}.ExpectedAttributeValue` },
);

type Expected = ValueOf<typeof expectedShape>;

type ConditionalOperator = ValueOf<typeof conditionalOperator> | undefined;

const COMPARATORS = { EQ: "=", NE: "<>", LT: "<", LE: "<=", GT: ">", GE: ">=" } as const;

/** How many values an operator takes, and of which types. */
const VALUES: Readonly<Record<Operator, { readonly least: number; readonly most: number; readonly types: string }>> = {
  EQ: { least: 1, most: 1, types: "S N B SS NS BS L M BOOL NULL" },
  NE: { least: 1, most: 1, types: "S N B SS NS BS L M BOOL NULL" },
  LE: { least: 1, most: 1, types: "S N B" },
  LT: { least: 1, most: 1, types: "S N B" },
  GE: { least: 1, most: 1, types: "S N B" },
  GT: { least: 1, most: 1, types: "S N B" },
  CONTAINS: { least: 1, most: 1, types: "S N B" },
  NOT_CONTAINS: { least: 1, most: 1, types: "S N B" },
  BEGINS_WITH: { least: 1, most: 1, types: "S B" },
  NULL: { least: 0, most: 0, types: "" },
  NOT_NULL: { least: 0, most: 0, types: "" },
  IN: { least: 1, most: Number.POSITIVE_INFINITY, types: "S N B" },
  BETWEEN: { least: 2, most: 2, types: "S N B" },
};

/** @throws {ServiceError} */
export const readFilter = (filter: Filter | undefined, operator: ConditionalOperator): Condition | undefined =>
  joined(
    Object.entries(filter ?? {}).map(([name, { ComparisonOperator, AttributeValueList = [] }]) =>
      comparison(name, ComparisonOperator, checkArguments(ComparisonOperator, AttributeValueList)),
    ),
    operator,
  );

/** @throws {ServiceError} */
// fidelity: observed: dynalite's tests: the texts
export const readExpected = (expected: Expected | undefined, operator: ConditionalOperator): Condition | undefined =>
  joined(
    Object.entries(expected ?? {}).map(([name, each]): Condition => {
      const { Value, Exists, ComparisonOperator, AttributeValueList } = each;
      if (AttributeValueList && Value) {
        throw invalidParameter(`Value and AttributeValueList cannot be used together for Attribute: ${name}`);
      }
      if (ComparisonOperator) {
        if (Exists !== undefined) {
          throw invalidParameter(`Exists and ComparisonOperator cannot be used together for Attribute: ${name}`);
        }
        if (!ComparisonOperator.endsWith("NULL") && !AttributeValueList && !Value) {
          throw invalidParameter(
            `Value or AttributeValueList must be used with ComparisonOperator: ${ComparisonOperator} for Attribute: ${name}`,
          );
        }
        const values = AttributeValueList ?? (Value ? [Value] : []);
        return comparison(name, ComparisonOperator, checkArguments(ComparisonOperator, values));
      }
      if (AttributeValueList) {
        throw invalidParameter(`AttributeValueList can only be used with a ComparisonOperator for Attribute: ${name}`);
      }
      if (Exists !== false && !Value) {
        throw invalidParameter(`Value must be provided when Exists is ${Exists ?? "null"} for Attribute: ${name}`);
      }
      if (Exists === false && Value) {
        throw invalidParameter(`Value cannot be used when Exists is false for Attribute: ${name}`);
      }
      return Value ? comparison(name, "EQ", [checkedValue(Value)]) : comparison(name, "NULL", []);
    }),
    operator,
  );

const joined = (conditions: readonly Condition[], operator: ConditionalOperator): Condition | undefined =>
  conditions.length === 0 ? undefined : { kind: operator === "OR" ? "or" : "and", of: conditions };

const checkArguments = (operator: Operator, values: readonly AttributeValue[]): AttributeValue[] => {
  const known = values.map(checkedValue);
  const { least, most, types } = VALUES[operator];
  if (known.length < least || known.length > most) {
    throw invalidParameter(`Invalid number of argument(s) for the ${operator} ComparisonOperator`);
  }
  const [first, second] = known;
  if (first && known.some((value) => typeOf(value) !== typeOf(first))) {
    throw invalidParameter("AttributeValues inside AttributeValueList must be of same type");
  }
  const wrong = known.map(typeOf).find((type: ValueType) => !types.split(" ").includes(type));
  if (wrong) throw invalidParameter(`ComparisonOperator ${operator} is not valid for ${wrong} AttributeValue type`);
  if (operator === "BETWEEN" && first && second && (compareValues(first, second) ?? 0) > 0) {
    throw invalid("The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
  }
  return known;
};

const comparison = (name: string, operator: Operator, values: readonly AttributeValue[]): Condition => {
  const operand: Operand = { kind: "path", path: [name] };
  const [first = operand, second = operand] = values.map((value): Operand => ({ kind: "value", value }));
  switch (operator) {
    case "NULL":
    case "NOT_NULL":
      return { kind: "exists", path: [name], wanted: operator === "NOT_NULL" };
    case "BEGINS_WITH":
      return { kind: "beginsWith", operand, part: first };
    case "CONTAINS":
      return { kind: "contains", operand, part: first };
    case "NOT_CONTAINS":
      return { kind: "not", of: { kind: "contains", operand, part: first } };
    case "IN":
      return { kind: "in", operand, options: values.map((value) => ({ kind: "value", value })) };
    case "BETWEEN":
      return { kind: "between", operand, lower: first, upper: second };
    default:
      return { kind: "compare", comparator: COMPARATORS[operator], left: operand, right: first };
  }
};
