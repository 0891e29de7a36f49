import { ANY, fitsWildcards } from "../../../languages/wildcard";
import { isObject, type Json, type JsonObject } from "./definition";
import { type Data, findPath, requirePath } from "./paths";
import { runtimeError } from "./states-error";

/** Whether a rule of a Choice state holds. */
// fidelity: docs: States language specification, "Choice State"
export const holds = (rule: JsonObject, data: Data): boolean => {
  if (Array.isArray(rule.And)) return rule.And.every((inner) => isObject(inner) && holds(inner, data));
  if (Array.isArray(rule.Or)) return rule.Or.some((inner) => isObject(inner) && holds(inner, data));
  if (isObject(rule.Not)) return !holds(rule.Not, data);
  const { Variable, Next: _, Comment: __, Assign: ___, ...tests } = rule;
  const [[operator, operand = null] = []] = Object.entries(tests);
  if (typeof Variable !== "string" || operator === undefined) throw runtimeError("A choice rule compares nothing");
  const value = findPath(Variable, data);
  if (operator === "IsPresent") return (value !== undefined) === operand;
  if (value === undefined) {
    throw runtimeError(`Invalid path '${Variable}': The choice state's condition path references an invalid value.`);
  }
  const kind = KINDS[operator];
  if (kind) return kind(value) === operand;
  const byPath = operator.endsWith("Path") && typeof operand === "string";
  const compare = COMPARISONS[byPath ? operator.slice(0, -4) : operator];
  if (!compare) throw runtimeError(`There is no comparison ${operator}`);
  return compare(value, byPath ? requirePath(operand, data) : operand);
};

// fidelity: docs: RFC 3339 with a T and a Z or an offset
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

export const timeOf = (value: Json): number =>
  typeof value === "string" && TIMESTAMP.test(value) ? Date.parse(value) : Number.NaN;

const KINDS: Readonly<Record<string, (value: Json) => boolean>> = {
  IsNull: (value) => value === null,
  IsString: (value) => typeof value === "string",
  IsNumeric: (value) => typeof value === "number",
  IsBoolean: (value) => typeof value === "boolean",
  IsTimestamp: (value) => !Number.isNaN(timeOf(value)),
};

type Comparison = (value: Json, operand: Json) => boolean;

/** `*` stands for any text, `\*` for itself. */
const matches = (value: string, pattern: string): boolean => {
  const parts = pattern.match(/\\[\s\S]|[\s\S]/g) ?? [];
  return fitsWildcards(
    parts.map((part) => (part === "*" ? ANY : (part[1] ?? part))),
    value,
  );
};

const ORDER: Readonly<Record<string, (sign: number) => boolean>> = {
  Equals: (sign) => sign === 0,
  LessThan: (sign) => sign < 0,
  LessThanEquals: (sign) => sign <= 0,
  GreaterThan: (sign) => sign > 0,
  GreaterThanEquals: (sign) => sign >= 0,
};

const sign = <Value extends string | number>(a: Value, b: Value): number =>
  a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  BooleanEquals: (value, operand) => typeof value === "boolean" && value === operand,
  StringMatches: (value, operand) =>
    typeof value === "string" && typeof operand === "string" && matches(value, operand),
  ...Object.fromEntries(
    Object.entries(ORDER).flatMap(([name, test]): [string, Comparison][] => [
      [`String${name}`, (a, b) => typeof a === "string" && typeof b === "string" && test(sign(a, b))],
      [`Numeric${name}`, (a, b) => typeof a === "number" && typeof b === "number" && test(sign(a, b))],
      [`Timestamp${name}`, (a, b) => test(sign(timeOf(a), timeOf(b)))],
    ]),
  ),
};
