/**
 * What the validator says of each keyword. AWS runs json-schema-validator (com.github.fge): the samples of
 * `$context.error.validationErrorString` that can be found of deployed APIs are its texts, word by word.
 * fidelity: observed: public tests against deployed APIs assert type, enum, required, minimum and oneOf; the others: that library's message bundle
 */
export const notAllowedItems = (allowed: number, found: number): string =>
  `schema only allows ${allowed} elements in array but instance has ${found} elements`;

export const notAllowedProperties = (names: readonly string[]): string =>
  `object instance has properties which are not allowed by the schema: ${JSON.stringify(names)}`;

export const notAll = (matched: number, of: number): string =>
  `instance failed to match all required schemas (matched only ${matched} out of ${of})`;

export const notAny = (of: number): string => `instance failed to match at least one required schema among ${of}`;

export const notOne = (matched: number, of: number): string =>
  `instance failed to match exactly one schema (matched ${matched} out of ${of})`;

export const matchedNot = "instance matched a schema which it should not have";

export const missingDependencies = (property: string, wanted: readonly string[], missing: readonly string[]): string =>
  `property "${property}" of object has missing property dependencies (schema requires ${JSON.stringify(wanted)}; missing: ${JSON.stringify(missing)})`;

export const notInEnum = (value: unknown, values: unknown): string =>
  `instance value (${JSON.stringify(value)}) not found in enum (possible values: ${JSON.stringify(values)})`;

export const tooLong = (text: string, length: number, limit: number): string =>
  `string "${text}" is too long (length: ${length}, maximum allowed: ${limit})`;

export const tooShort = (text: string, length: number, limit: number): string =>
  `string "${text}" is too short (length: ${length}, required minimum: ${limit})`;

export const tooLarge = (limit: number, found: number): string =>
  `numeric instance is greater than the required maximum (maximum: ${limit}, found: ${found})`;

export const notLower = (limit: number): string =>
  `numeric instance is not strictly lower than the required maximum ${limit}`;

export const tooSmall = (limit: number, found: number): string =>
  `numeric instance is lower than the required minimum (minimum: ${limit}, found: ${found})`;

export const notDivisible = (value: number, divisor: number): string =>
  `remainder of division is not zero (${value} / ${divisor})`;

export const noMatch = (pattern: string, text: string): string =>
  `ECMA 262 regex "${pattern}" does not match input string "${text}"`;

export const missingMembers = (names: readonly string[]): string =>
  `object has missing required properties (${JSON.stringify(names)})`;

export const wrongType = (found: string, allowed: readonly string[]): string =>
  `instance type (${found}) does not match any allowed primitive type (allowed: ${JSON.stringify(allowed)})`;

export const duplicates = "array must not contain duplicate elements";
