import { ExpressionError } from "../expression-error";
import { integer } from "./integer";
import { JavaDouble, type Value } from "./value";

export type Arithmetic = "+" | "-" | "*" | "/" | "%";

export type JavaNumber = number | bigint | JavaDouble;

/** Integers of a template stay within this; Java's have no bound, which a loop of `*` would use up. */
const LARGEST = 1n << 4096n;

export function isNumber(value: Value): value is JavaNumber {
  return typeof value === "number" || typeof value === "bigint" || value instanceof JavaDouble;
}

/**
 * Velocity's MathUtils: integers stay integers (7 / 2 is 3, overflow grows the type), anything with a fraction is a double.
 * Null where Velocity logs and gives up: operands that are no numbers, division by zero.
 */
export function calculate(operator: Arithmetic, left: Value, right: Value): Value {
  if (!isNumber(left) || !isNumber(right)) return null;
  const byZero = (operator === "/" || operator === "%") && toDouble(right) === 0;
  if (byZero) return null;
  if (left instanceof JavaDouble || right instanceof JavaDouble) {
    return new JavaDouble(onDoubles(operator, toDouble(left), toDouble(right)));
  }
  if (typeof left === "number" && typeof right === "number") {
    const quick = onDoubles(operator, left, right);
    const whole = operator === "/" ? Math.trunc(left / right) : quick;
    if (Number.isSafeInteger(whole)) return whole === 0 ? 0 : whole;
  }
  const exact = onIntegers(operator, BigInt(left), BigInt(right));
  if (exact > LARGEST || exact < -LARGEST)
    throw new ExpressionError("an integer of the template has more than 1200 digits");
  return integer(exact);
}

export function toDouble(value: JavaNumber): number {
  return value instanceof JavaDouble ? value.value : Number(value);
}

/** -1, 0 or 1; NaN compares equal to everything, as MathUtils has it. */
export function compareNumbers(left: JavaNumber, right: JavaNumber): number {
  if (left instanceof JavaDouble || right instanceof JavaDouble) {
    const [a, b] = [toDouble(left), toDouble(right)];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

function onDoubles(operator: Arithmetic, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
  }
}

function onIntegers(operator: Arithmetic, left: bigint, right: bigint): bigint {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
  }
}
