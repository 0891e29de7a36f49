import { comparableNumber } from "./comparable-number";
import type { Leaf } from "./fields";
import { endsIgnoringCase, equalsIgnoringCase, startsIgnoringCase } from "./ignoring-case";
import { addressBytes, networkTest } from "./ip-address";
import { comparable, numericTest } from "./numeric-test";
import { PatternError } from "./pattern-error";
import type { Node } from "./read-pattern";
import { wildcardTest } from "./wildcard-test";

/** The field must not be there. */
export const ABSENT = Symbol("absent");

/** One of the alternatives in the list of a field. */
export type Matcher = ((leaf: Leaf) => boolean) | typeof ABSENT;

/** Whose patterns: services take fewer operators than others. */
export interface Dialect {
  /** What may stand in an object of `anything-but`. @default all */
  readonly anythingBut?: readonly string[];
  /** Whether `exists: false` takes an object for a field that is there; otherwise leaves alone count. @default false */
  readonly objectsExist?: boolean;
}

/** @throws {PatternError} */
export const matcherOf = (node: Node, dialect: Dialect): Matcher => {
  switch (node.kind) {
    case "object":
      return operatorOf(node.entries, dialect);
    case "text":
      return exactly(node.text);
    case "number":
      return sameNumber(node.text);
    case "word":
      return ({ kind, text }) => kind === "word" && text === node.text;
    default:
      throw new PatternError("Match value must be String, number, true, false, or null");
  }
};

const ONE_KEY = "Only one key allowed in match expression";

const operatorOf = (entries: readonly (readonly [string, Node])[], dialect: Dialect): Matcher => {
  const [first, ...others] = entries;
  if (!first) throw new PatternError("Match expression name not found");
  const [name, operand] = first;
  if (name === "anything-but") return anythingBut(operand, others.length, dialect);
  const make = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (!make) throw new PatternError(`Unrecognized match type ${name}`);
  const matcher = make(operand);
  if (others.length > 0) {
    throw new PatternError(name === "numeric" ? "Too many elements in numeric expression" : ONE_KEY);
  }
  return matcher;
};

/** A test of texts alone. */
const onText =
  (test: (text: string) => boolean) =>
  ({ kind, text }: Leaf): boolean =>
    kind === "text" && test(text);

/** An address is the same in whatever form it is written. */
const exactly = (wanted: string): Matcher => {
  const bytes = addressBytes(wanted);
  if ("refused" in bytes) return onText((text) => text === wanted);
  return onText((text) => {
    const other = addressBytes(text);
    return !("refused" in other) && other.join() === bytes.join();
  });
};

const sameNumber = (wanted: string): Matcher => {
  const value = comparableNumber(wanted);
  return ({ kind, text, number }) =>
    kind === "number" && (text === wanted || (value !== undefined && number === value));
};

const textOf = (operator: string, node: Node): string => {
  if (node.kind !== "text") throw new PatternError(`${operator} match pattern must be a string`);
  return node.text;
};

/** `{"prefix": "a"}`, or `{"prefix": {"equals-ignore-case": "a"}}`. */
const edge =
  (
    operator: string,
    plain: (text: string, wanted: string) => boolean,
    ignoringCase: (wanted: string, text: string) => boolean,
  ) =>
  (operand: Node): Matcher => {
    if (operand.kind !== "object") {
      const wanted = textOf(operator, operand);
      return onText((text) => plain(text, wanted));
    }
    const title = operator.charAt(0).toUpperCase() + operator.slice(1);
    const [inner, ...others] = operand.entries;
    if (!inner) throw new PatternError(`${title} expression name not found`);
    if (inner[0] !== "equals-ignore-case") throw new PatternError(`Unsupported ${operator} pattern: ${inner[0]}`);
    const wanted = textOf("equals-ignore-case", inner[1]);
    if (others.length > 0) throw new PatternError(ONE_KEY);
    return onText((text) => ignoringCase(wanted, text));
  };

const OPERATORS: Readonly<Record<string, (operand: Node) => Matcher>> = {
  exactly: (operand) => {
    const wanted = textOf("exact", operand);
    return onText((text) => text === wanted);
  },
  prefix: edge("prefix", (text, wanted) => text.startsWith(wanted), startsIgnoringCase),
  suffix: edge("suffix", (text, wanted) => text.endsWith(wanted), endsIgnoringCase),
  "equals-ignore-case": (operand) => {
    const wanted = textOf("equals-ignore-case", operand);
    return onText((text) => equalsIgnoringCase(wanted, text));
  },
  wildcard: (operand) => onText(wildcardTest(textOf("wildcard", operand))),
  cidr: (operand) => {
    const network = textOf("prefix", operand); // AWS says so
    try {
      return onText(networkTest(network));
    } catch (error) {
      throw new PatternError(error instanceof Error ? error.message : String(error));
    }
  },
  numeric: (operand) => {
    const test = numericTest(operand);
    return ({ number }) => number !== undefined && test(number);
  },
  exists: (operand) => {
    if (operand.kind === "word" && operand.text !== "null") return operand.text === "true" ? () => true : ABSENT;
    throw new PatternError("exists match pattern must be either true or false.");
  },
};

const LISTED = "prefix/suffix match pattern must be a string";

/** What `anything-but` takes in an object: how each of its texts is tested, and what is said of another. */
const BUT: Readonly<
  Record<string, { readonly test: (wanted: string) => (text: string) => boolean; readonly noText: string }>
> = {
  "equals-ignore-case": {
    test: (wanted) => (text) => equalsIgnoringCase(wanted, text),
    noText: "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
  },
  prefix: { test: (wanted) => (text) => text.startsWith(wanted), noText: LISTED },
  suffix: { test: (wanted) => (text) => text.endsWith(wanted), noText: LISTED },
  wildcard: { test: wildcardTest, noText: "wildcard match pattern must be a string" },
};

const notEmpty = (text: string): string => {
  if (text === "") throw new PatternError("Null prefix/suffix not allowed");
  return text;
};

const NO_VALUE = "Value of anything-but must be an array or single string/number value.";

/** Anything that is there but these. */
const anythingBut = (operand: Node, others: number, dialect: Dialect): Matcher => {
  let matcher: Matcher;
  if (operand.kind === "object") {
    const [inner, ...more] = operand.entries;
    if (!inner) throw new PatternError("Anything-But expression name not found");
    matcher = anythingButTexts(inner[0], inner[1], dialect);
    if (more.length > 0) throw new PatternError("Too many elements in numeric expression");
  } else matcher = anythingButValues(operand);
  if (others > 0) throw new PatternError("Too many elements in numeric expression");
  return matcher;
};

const anythingButTexts = (operator: string, operand: Node, { anythingBut: allowed }: Dialect): Matcher => {
  const but = Object.hasOwn(BUT, operator) && (allowed?.includes(operator) ?? true) ? BUT[operator] : undefined;
  if (!but) throw new PatternError(`Unsupported anything-but pattern: ${operator}`);
  if (operand.kind === "object" || operand.kind === "word") throw new PatternError(NO_VALUE);
  const nodes = operand.kind === "array" ? operand.items : [operand];
  const tests = nodes.map((node) => {
    if (node.kind !== "text") throw new PatternError(but.noText);
    if (operator === "prefix" || operator === "suffix") notEmpty(node.text);
    return but.test(node.text);
  });
  return ({ kind, text }) => kind !== "text" || !tests.some((test) => test(text));
};

const anythingButValues = (operand: Node): Matcher => {
  if (operand.kind === "word") throw new PatternError(NO_VALUE);
  const nodes = operand.kind === "array" ? operand.items : [operand];
  const texts = new Set<string>();
  const numbers = new Set<number>();
  for (const node of nodes) {
    if (node.kind === "text") texts.add(node.text);
    else if (node.kind === "number") numbers.add(comparable(node.text));
    else throw new PatternError("Inside anything but list, start|null|boolean is not supported.");
  }
  if (texts.size > 0 === numbers.size > 0) {
    throw new PatternError(
      "Inside anything but list, either all values are number or string, mixed type is not supported",
    );
  }
  return ({ kind, text, number }) =>
    kind === "text" ? !texts.has(text) : number === undefined || !numbers.has(number);
};
