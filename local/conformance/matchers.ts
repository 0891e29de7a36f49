import { isMap, type Json, type JsonMap } from "./case-file";

/** Where the actual value departs from the expected one first, in words; `undefined` where it fits. */
export const difference = (expected: Json, actual: unknown, at: string): string | undefined => {
  const matcher = matcherOf(expected);
  if (matcher) return MATCHERS[matcher.name]?.(matcher.value, actual, at) ?? undefined;
  if (Array.isArray(expected)) return listDifference(expected, actual, at);
  if (isMap(expected)) {
    if (!isMap(actual)) return unlike(at, expected, actual);
    const extra = Object.keys(actual).find((key) => !Object.hasOwn(expected, key));
    if (extra !== undefined) return `${at}.${extra} is there, and should not: ${print(actual[extra])}`;
    return subset(expected, actual, at);
  }
  return Object.is(expected, actual) ? undefined : unlike(at, expected, actual);
};

/** As `difference`, for an object that may have more keys. */
export const subset = (expected: JsonMap, actual: unknown, at: string): string | undefined => {
  if (!isMap(actual)) return unlike(at, expected, actual);
  for (const [key, value] of Object.entries(expected)) {
    const there = Object.hasOwn(actual, key);
    if (matcherOf(value)?.name === "$absent") {
      if (there) return `${at}.${key} should be absent and is ${print(actual[key])}`;
    } else if (!there) return `${at}.${key} is missing`;
    else {
      const found = difference(value, actual[key], `${at}.${key}`);
      if (found) return found;
    }
  }
  return undefined;
};

type Matcher = (value: Json, actual: unknown, at: string) => string | undefined;

const MATCHERS: Readonly<Record<string, Matcher>> = {
  $any: (_, actual, at) => (actual === undefined ? `${at} is missing` : undefined),
  $absent: (_, actual, at) => (actual === undefined ? undefined : `${at} should be absent and is ${print(actual)}`),
  $type: (type, actual, at) =>
    typeOf(actual) === type ? undefined : `${at} should be a ${print(type)} and is ${print(actual)}`,
  $regex: (pattern, actual, at) =>
    typeof actual === "string" && new RegExp(String(pattern)).test(actual)
      ? undefined
      : `${at} should match /${pattern}/ and is ${print(actual)}`,
  $subset: (value, actual, at) => (isMap(value) ? subset(value, actual, at) : `${at}: $subset needs an object`),
  $json: (value, actual, at) => {
    if (typeof actual !== "string") return `${at} should be JSON text and is ${print(actual)}`;
    try {
      return difference(value, JSON.parse(actual), at);
    } catch {
      return `${at} should be JSON text and is ${print(actual)}`;
    }
  },
  $unordered: (value, actual, at) => {
    if (!Array.isArray(value) || !Array.isArray(actual)) return unlike(at, value, actual);
    if (value.length !== actual.length) return unlike(at, value, actual);
    const left = [...actual];
    for (const item of value) {
      const index = left.findIndex((candidate) => difference(item, candidate, at) === undefined);
      if (index < 0) return `${at} lacks ${print(item)}: ${print(actual)}`;
      left.splice(index, 1);
    }
    return undefined;
  },
};

export const matcherOf = (value: Json | undefined): { readonly name: string; readonly value: Json } | undefined => {
  if (!isMap(value)) return undefined;
  const [entry, ...rest] = Object.entries(value);
  return entry && rest.length === 0 && Object.hasOwn(MATCHERS, entry[0])
    ? { name: entry[0], value: entry[1] }
    : undefined;
};

const listDifference = (expected: readonly Json[], actual: unknown, at: string): string | undefined => {
  if (!Array.isArray(actual) || actual.length !== expected.length) return unlike(at, expected, actual);
  for (const [index, item] of expected.entries()) {
    const found = difference(item, actual[index], `${at}[${index}]`);
    if (found) return found;
  }
  return undefined;
};

const typeOf = (value: unknown): string => (Array.isArray(value) ? "array" : value === null ? "null" : typeof value);

const unlike = (at: string, expected: unknown, actual: unknown): string =>
  `${at} should be ${print(expected)} and is ${print(actual)}`;

export const print = (value: unknown): string => {
  const text = value === undefined ? "absent" : (JSON.stringify(value) ?? String(value));
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
};
