import { comparableNumber } from "./comparable-number";
import { PatternError } from "./pattern-error";
import type { Node } from "./read-pattern";

type Compare = (value: number) => boolean;

/** `[">", 0, "<=", 5]`. @throws {PatternError} in the words and the order of AWS */
// fidelity: docs: event-ruler 1.7.0, JsonRuleCompiler.processNumericMatchExpression
export const numericTest = (operand: Node): Compare => {
  if (operand.kind !== "array") throw new PatternError("Value of numeric must be an array.");
  const [first, bound, second, top, ...more] = operand.items;
  if (first?.kind !== "text") throw new PatternError(`Invalid member in numeric match: ${shown(first)}`);
  const operator = first.text;
  const make = COMPARISONS[operator];
  if (!make) throw new PatternError(`Unrecognized numeric range operator: ${operator}`);
  const value = numberOf(operator === "=" ? "equals" : operator, bound);
  if (second === undefined) return make(comparable(value));
  if (!operator.startsWith(">")) throw new PatternError("Too many elements in numeric expression");
  if (second.kind !== "text") throw new PatternError(`Bad value in numeric range: ${shown(second)}`);
  const upper = second.text.startsWith("<") ? COMPARISONS[second.text] : undefined;
  if (!upper) throw new PatternError(`Bad numeric range operator: ${second.text}`);
  const end = numberOf(second.text, top);
  if (more.length > 0) throw new PatternError("Too many terms in numeric range expression");
  const [from, to] = [comparable(value), comparable(end)];
  if (from >= to) throw new PatternError("Bottom must be less than top");
  const [above, below] = [make(from), upper(to)];
  return (each) => above(each) && below(each);
};

const COMPARISONS: Readonly<Record<string, (wanted: number) => Compare>> = {
  "=": (wanted) => (value) => value === wanted,
  ">": (wanted) => (value) => value > wanted,
  ">=": (wanted) => (value) => value >= wanted,
  "<": (wanted) => (value) => value < wanted,
  "<=": (wanted) => (value) => value <= wanted,
};

const numberOf = (operator: string, node: Node | undefined): string => {
  if (node?.kind !== "number") throw new PatternError(`Value of ${operator} must be numeric`);
  return node.text;
};

/** The number, when a double holds it. */
export const comparable = (text: string): number => {
  const value = comparableNumber(text);
  if (value === undefined) throw new PatternError(`Cannot compare number : ${text}`);
  return value;
};

const shown = (node: Node | undefined): string => {
  if (node === undefined) return "]";
  if (node.kind === "object") return "{";
  return node.kind === "array" ? "[" : node.text;
};
