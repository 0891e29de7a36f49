import { isMap, type Json, type JsonMap } from "./case-file";

/** Where the actual value departs from the expected one first, in words; `undefined` where it fits. */
export const difference = (expected: Json, actual: unknown, at: string): string | undefined => {
  const matcher = matcherOf(expected);
  // Bytes are compared as text, but where a case names them.
  if (actual instanceof Uint8Array && matcher?.name !== "$base64") {
    return difference(expected, Buffer.from(actual).toString("utf8"), at);
  }
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
    // A matcher itself says what it thinks of an absent value.
    const found =
      there || matcherOf(value) ? difference(value, actual[key], `${at}.${key}`) : `${at}.${key} is missing`;
    if (found) return found;
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
    typeof actual === "string" && new RegExp(...flagged(String(pattern))).test(actual)
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
  $jsonSubset: (value, actual, at) => MATCHERS.$json?.({ $subset: value }, actual, at),
  $contains: (value, actual, at) =>
    typeof actual === "string" && actual.includes(String(value)) ? undefined : unlike(at, { $contains: value }, actual),
  $size: (value, actual, at) =>
    (typeof actual === "string" || Array.isArray(actual)) && actual.length === value
      ? undefined
      : unlike(at, { $size: value }, actual),
  $oneOf: (value, actual, at) =>
    Array.isArray(value) && value.some((each) => difference(each, actual, at) === undefined)
      ? undefined
      : unlike(at, { $oneOf: value }, actual),
  $between: (value, actual, at) => {
    const [low = 0, high = 0] = Array.isArray(value) ? value.map(Number) : [];
    return Number(actual) >= low && Number(actual) <= high ? undefined : unlike(at, { $between: value }, actual);
  },
  $not: (value, actual, at) =>
    difference(value, actual, at) === undefined ? `${at} should not be ${print(actual)}` : undefined,
  $base64: (value, actual, at) =>
    actual instanceof Uint8Array && Buffer.from(actual).toString("base64") === value
      ? undefined
      : unlike(at, { $base64: value }, actual),
  $jwt: (value, actual, at) => {
    const [header, claims] = String(actual).split(".", 2).map(tokenPart);
    return isMap(value)
      ? difference(
          { $subset: Object.fromEntries(Object.entries(value).map(([name, part]) => [name, { $subset: part }])) },
          { header, claims },
          at,
        )
      : `${at}: $jwt needs an object`;
  },
  $includes: (value, actual, at) => {
    if (!Array.isArray(value) || !Array.isArray(actual)) return unlike(at, value, actual);
    const missing = value.find((item) => !actual.some((each) => difference(item, each, at) === undefined));
    return missing === undefined ? undefined : `${at} lacks ${print(missing)}: ${print(actual)}`;
  },
  $excludes: (value, actual, at) => {
    if (!Array.isArray(value) || !Array.isArray(actual)) return unlike(at, value, actual);
    const found = actual.find((each) => value.some((item) => difference(item, each, at) === undefined));
    return found === undefined ? undefined : `${at} should not have ${print(found)}`;
  },
  $csv: (value, actual, at) =>
    typeof actual === "string"
      ? difference(
          { $unordered: value },
          actual.split(",").map((each) => each.trim()),
          at,
        )
      : unlike(at, { $csv: value }, actual),
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

/** Case files are for JavaScript and Python alike: a dot is any character, `(?i)` in front asks for any case. */
const flagged = (pattern: string): [string, string] =>
  pattern.startsWith("(?i)") ? [pattern.slice(4), "is"] : [pattern, "s"];

const tokenPart = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
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
