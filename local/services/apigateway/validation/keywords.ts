import { compilePattern, type Pattern } from "../../../languages/patterns/compile-pattern";
import { FORMATS } from "./formats";
import * as say from "./messages";
import { isSchema, type Schema } from "./reduce-schema";

/** Messages of the keywords of one schema that look at one value alone, not at what it holds. */
export type Keyword = (value: unknown, schema: Schema) => string | undefined;

const isNumber = (value: unknown): value is number => typeof value === "number";
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export const typeName = (value: unknown): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
};

/** The same text for equal values, whatever the order of their members. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isSchema(value)) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
};

const isMultiple = (value: number, divisor: number): boolean => {
  if (Number.isInteger(value) && Number.isInteger(divisor)) return value % divisor === 0;
  const quotient = value / divisor;
  return Math.abs(quotient - Math.round(quotient)) < 1e-9 * Math.max(1, Math.abs(quotient));
};

const maximum: Keyword = (value, { maximum: limit, exclusiveMaximum }) => {
  if (!isNumber(value) || !isNumber(limit) || value < limit) return undefined;
  if (value > limit) return say.tooLarge(limit, value);
  return exclusiveMaximum === true ? say.notLower(limit) : undefined;
};

const additionalProperties: Keyword = (value, schema) => {
  if (schema.additionalProperties !== false || !isSchema(value)) return undefined;
  const patterns = Object.keys(isSchema(schema.patternProperties) ? schema.patternProperties : {});
  const known = isSchema(schema.properties) ? schema.properties : {};
  const extra = Object.keys(value).filter(
    (name) => !Object.hasOwn(known, name) && !patterns.some((pattern) => matches(pattern, name)),
  );
  return extra.length > 0 ? say.notAllowedProperties(extra.sort()) : undefined;
};

const additionalItems: Keyword = (value, { additionalItems: more, items }) =>
  Array.isArray(value) && more === false && Array.isArray(items) && value.length > items.length
    ? say.notAllowedItems(items.length, value.length)
    : undefined;

const required: Keyword = (value, schema) => {
  if (!isSchema(value)) return undefined;
  const missing = textsOf(schema.required).filter((name) => !Object.hasOwn(value, name));
  return missing.length > 0 ? say.missingMembers(missing.sort()) : undefined;
};

const type: Keyword = (value, schema) => {
  const allowed = new Set(textsOf([schema.type].flat()));
  // An integer is a number, and the message says so.
  if (allowed.has("number")) allowed.add("integer");
  return allowed.has(typeName(value)) ? undefined : say.wrongType(typeName(value), [...allowed].sort());
};

const uniqueItems: Keyword = (value, schema) =>
  schema.uniqueItems === true && Array.isArray(value) && new Set(value.map(canonical)).size < value.length
    ? say.duplicates
    : undefined;

export const KEYWORDS: Readonly<Record<string, Keyword>> = {
  additionalItems,
  additionalProperties,
  enum: (value, { enum: values }) =>
    Array.isArray(values) && !values.some((item) => canonical(item) === canonical(value))
      ? say.notInEnum(value, values)
      : undefined,
  maxLength: (value, { maxLength: limit }) =>
    typeof value === "string" && isNumber(limit) && [...value].length > limit
      ? say.tooLong(value, [...value].length, limit)
      : undefined,
  maximum,
  minLength: (value, { minLength: limit }) =>
    typeof value === "string" && isNumber(limit) && [...value].length < limit
      ? say.tooShort(value, [...value].length, limit)
      : undefined,
  minimum: (value, { minimum: limit }) =>
    isNumber(value) && isNumber(limit) && value < limit ? say.tooSmall(limit, value) : undefined,
  multipleOf: (value, { multipleOf: divisor }) =>
    isNumber(value) && isNumber(divisor) && !isMultiple(value, divisor) ? say.notDivisible(value, divisor) : undefined,
  pattern: (value, { pattern }) =>
    typeof value === "string" && typeof pattern === "string" && !matches(pattern, value)
      ? say.noMatch(pattern, value)
      : undefined,
  required,
  type,
  uniqueItems,
  format: (value, { format }) => (typeof value === "string" ? FORMATS[String(format)]?.(value) : undefined),
};

const compiled = new Map<string, Pattern>();

/** Patterns are ECMA 262 without the u flag, as in the validator of AWS. @throws PatternExcess */
export const matches = (pattern: string, text: string): boolean => {
  let known = compiled.get(pattern);
  if (!known) {
    known = compilePattern(pattern);
    compiled.set(pattern, known);
  }
  return known.test(text);
};
