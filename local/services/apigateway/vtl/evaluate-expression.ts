import { ExpressionError } from "../../../languages/expression-error";
import { calculate, compareNumbers, isNumber, toDouble } from "../../../languages/java/arithmetic";
import { looselyEqual } from "../../../languages/java/equality";
import { print } from "../../../languages/java/print";
import { JavaList, type JavaMap, type Value } from "../../../languages/java/value";
import type { Binary, Expression } from "./parser/ast";
import { readReference } from "./reference";
import { renderBlock } from "./render-block";
import { Stopped } from "./stopped";
import { MAX_RANGE } from "./template-bounds";
import type { Frame } from "./values/frame";

export function evaluate(expression: Expression, frame: Frame): Value {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "reference":
      return readReference(expression, frame);
    case "interpolation":
      return interpolate(expression, frame);
    case "list":
      return new JavaList(expression.items.map((item) => evaluate(item, frame)));
    case "map":
      return evaluateMap(expression.entries, frame);
    case "range":
      return evaluateRange(expression.from, expression.to, frame);
    case "not":
      return !isTrue(expression.operand, frame);
    case "binary":
      return evaluateBinary(expression, frame);
  }
}

const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%"]);

/**
 * The truth of a condition. Of references only the boolean false is false; literals other than true are never true.
 * fidelity: observed: conditions on undefined, null and text recorded on AWS; literals: docs: SimpleNode.evaluate of Velocity 1.7
 */
export function isTrue(expression: Expression, frame: Frame): boolean {
  frame.spend(1);
  switch (expression.kind) {
    case "reference": {
      const value = readReference(expression, frame);
      return value !== null && value !== false;
    }
    case "literal":
      return expression.value === true;
    case "not":
      return !isTrue(expression.operand, frame);
    case "binary":
      // A sum is no condition: Velocity does not even compute it.
      return !ARITHMETIC.has(expression.operator) && evaluateBinary(expression, frame) === true;
    default:
      return false;
  }
}

function evaluateBinary(expression: Binary, frame: Frame): Value {
  frame.spend(1);
  const { operator, left, right } = expression;
  if (operator === "||") return isTrue(left, frame) || isTrue(right, frame);
  if (operator === "&&") return isTrue(left, frame) && isTrue(right, frame);
  const a = evaluate(left, frame);
  const b = evaluate(right, frame);
  switch (operator) {
    case "==":
      return looselyEqual(a, b, frame);
    case "!=":
      return !looselyEqual(a, b, frame);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return ordered(operator, a, b);
    case "+":
      if (typeof a === "string" || typeof b === "string") return frame.text(print(a, frame) + print(b, frame));
      return calculate(operator, a, b);
    default:
      return calculate(operator, a, b);
  }
}

/** Operands that are no numbers compare as false, with a log line in Velocity. */
function ordered(operator: "<" | "<=" | ">" | ">=", left: Value, right: Value): boolean {
  if (!isNumber(left) || !isNumber(right)) return false;
  const order = compareNumbers(left, right);
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

function interpolate(expression: Extract<Expression, { kind: "interpolation" }>, frame: Frame): string {
  const text = frame.capture(() => {
    if (renderBlock(expression.body, frame) === "stop") throw new Stopped();
  });
  return expression.padded ? text.slice(0, -1) : text;
}

function evaluateMap(entries: readonly (readonly [Expression, Expression])[], frame: Frame): JavaMap {
  const map: JavaMap = new Map();
  for (const [key, value] of entries) map.set(evaluate(key, frame), evaluate(value, frame));
  return map;
}

function evaluateRange(from: Expression, to: Expression, frame: Frame): Value {
  const first = evaluate(from, frame);
  const last = evaluate(to, frame);
  if (!isNumber(first) || !isNumber(last)) return null;
  const begin = Math.trunc(toDouble(first)) | 0;
  const end = Math.trunc(toDouble(last)) | 0;
  const size = Math.abs(end - begin) + 1;
  if (size > MAX_RANGE) throw new ExpressionError(`a range has more than ${MAX_RANGE} elements`);
  frame.spend(size);
  const step = begin > end ? -1 : 1;
  return new JavaList(Array.from({ length: size }, (_, index) => begin + index * step));
}
