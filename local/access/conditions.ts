import { BlockList, isIPv4, isIPv6 } from "node:net";
import { arnMatches, wildcard } from "./pattern";

type Test = (wanted: string, actual: string) => boolean;

interface Operator {
  readonly test: Test;
  /** True of a missing key, and only true when no wanted value matches. */
  readonly negated: boolean;
}

/** The context key's value or values, whatever the case in which the policy writes the key. */
export type Lookup = (key: string) => string | readonly string[] | undefined;

export type Conditions = Readonly<Record<string, Readonly<Record<string, string | boolean | readonly string[]>>>>;

const number = (compare: (actual: number, wanted: number) => boolean): Test => {
  return (wanted, actual) => compare(Number(actual), Number(wanted));
};

/** ISO 8601, or seconds since 1970 as `aws:EpochTime` has them. */
const instant = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

const date = (compare: (actual: number, wanted: number) => boolean): Test => {
  return (wanted, actual) => compare(instant(actual), instant(wanted));
};

const inRange: Test = (wanted, actual) => {
  const [address = "", bits] = wanted.split("/");
  const family = isIPv6(address) ? "ipv6" : "ipv4";
  const list = new BlockList();
  list.addSubnet(address, bits === undefined ? (family === "ipv6" ? 128 : 32) : Number(bits), family);
  return (isIPv4(actual) || isIPv6(actual)) && list.check(actual, isIPv6(actual) ? "ipv6" : "ipv4");
};

const sameText: Test = (wanted, actual) => wanted === actual;
const sameLetters: Test = (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase();
const is = (test: Test): Operator => ({ test, negated: false });
const isNot = (test: Test): Operator => ({ test, negated: true });

// fidelity: docs: IAM user guide, "IAM JSON policy elements: Condition operators"
const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: is(sameText),
  StringNotEquals: isNot(sameText),
  StringEqualsIgnoreCase: is(sameLetters),
  StringNotEqualsIgnoreCase: isNot(sameLetters),
  StringLike: is(wildcard),
  StringNotLike: isNot(wildcard),
  ArnEquals: is(arnMatches),
  ArnLike: is(arnMatches),
  ArnNotEquals: isNot(arnMatches),
  ArnNotLike: isNot(arnMatches),
  Bool: is(sameLetters),
  NumericEquals: is(number((actual, wanted) => actual === wanted)),
  NumericNotEquals: isNot(number((actual, wanted) => actual === wanted)),
  NumericLessThan: is(number((actual, wanted) => actual < wanted)),
  NumericLessThanEquals: is(number((actual, wanted) => actual <= wanted)),
  NumericGreaterThan: is(number((actual, wanted) => actual > wanted)),
  NumericGreaterThanEquals: is(number((actual, wanted) => actual >= wanted)),
  DateEquals: is(date((actual, wanted) => actual === wanted)),
  DateNotEquals: isNot(date((actual, wanted) => actual === wanted)),
  DateLessThan: is(date((actual, wanted) => actual < wanted)),
  DateLessThanEquals: is(date((actual, wanted) => actual <= wanted)),
  DateGreaterThan: is(date((actual, wanted) => actual > wanted)),
  DateGreaterThanEquals: is(date((actual, wanted) => actual >= wanted)),
  IpAddress: is(inRange),
  NotIpAddress: isNot(inRange),
};

const IF_EXISTS = "IfExists";

/** How the values of a key are asked, when it has several: all of them, or any. */
const QUALIFIER = /^(ForAllValues|ForAnyValue):/;

const operatorOf = (qualified: string): Operator | undefined => {
  const name = qualified.replace(QUALIFIER, "");
  return OPERATORS[name.endsWith(IF_EXISTS) ? name.slice(0, -IF_EXISTS.length) : name];
};

/** Operators that the local cloud does not know; a policy with one is refused rather than read wrongly. */
export const unknownOperators = (conditions: Conditions): string[] =>
  Object.keys(conditions).filter((name) => name !== "Null" && !operatorOf(name));

/** True when every operator holds for every key that it names. */
export const conditionsHold = (conditions: Conditions, lookup: Lookup, expand: (text: string) => string): boolean =>
  Object.entries(conditions).every(([name, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const values = [wanted].flat().map((value) => expand(String(value)));
      return holds(name, values, lookup(key));
    }),
  );

// fidelity: docs: IAM user guide, "Set operators for multivalued context keys": all of no values is true
const holds = (name: string, wanted: readonly string[], found: string | readonly string[] | undefined): boolean => {
  if (name === "Null") return wanted.some((value) => (value.toLowerCase() === "true") === (found === undefined));
  const operator = operatorOf(name);
  if (!operator) throw new Error(`condition operator ${name} is not emulated by the local cloud`);
  const [, qualifier] = QUALIFIER.exec(name) ?? [];
  const actual = found === undefined ? [] : [found].flat();
  const fits = (value: string) => wanted.some((each) => operator.test(each, value)) !== operator.negated;
  if (qualifier === "ForAllValues") return actual.every(fits);
  if (qualifier === "ForAnyValue") return actual.some(fits);
  if (found === undefined) return operator.negated || name.endsWith(IF_EXISTS);
  return operator.negated ? actual.every(fits) : actual.some(fits);
};
