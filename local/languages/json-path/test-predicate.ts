import { compareNumbers, isNumber, type JavaNumber } from "../java/arithmetic";
import { javaEquals } from "../java/equality";
import { matches } from "../java/text-patterns";
import { JavaDouble, JavaList, type Meter, type Value } from "../java/value";
import type { Operand, PathOperand, Predicate } from "./path";
import { follow } from "./read-path";

/** The value of an operand; undefined: its path leads nowhere. */
type Found = Value | undefined;

export function test(predicate: Predicate, current: Value, root: Value, meter: Meter): boolean {
  meter.spend(1);
  switch (predicate.kind) {
    case "or":
      return predicate.operands.some((operand) => test(operand, current, root, meter));
    case "and":
      return predicate.operands.every((operand) => test(operand, current, root, meter));
    case "not":
      return !test(predicate.operand, current, root, meter);
    case "exists":
      return found(predicate.operand, current, root, meter) !== undefined;
    case "compare":
      return compare(
        predicate.operator,
        predicate.left,
        predicate.right,
        (operand) =>
          operand.kind === "path"
            ? found(operand, current, root, meter)
            : operand.kind === "value"
              ? operand.value
              : undefined,
        meter,
      );
  }
}

function found(operand: PathOperand, current: Value, root: Value, meter: Meter): Found {
  return follow(operand.path, operand.fromRoot ? root : current, root, meter);
}

function compare(
  operator: string,
  left: Operand,
  right: Operand,
  value: (operand: Operand) => Found,
  meter: Meter,
): boolean {
  if (operator === "=~") return likePattern(left, right, value);
  const a = value(left);
  const b = value(right);
  switch (operator) {
    case "==":
      return equal(a, b, meter);
    case "!=":
      return !equal(a, b, meter);
    case "===":
      return sameType(a, b) && equal(a, b, meter);
    case "!==":
      return !(sameType(a, b) && equal(a, b, meter));
    case "<":
    case "<=":
    case ">":
    case ">=":
      return ordered(operator, a, b);
    default:
      return a !== undefined && b !== undefined && membership(operator, a, b, meter);
  }
}

/** Numbers equal by value, also to text that spells them, as Jayway has it. */
function equal(left: Found, right: Found, meter: Meter): boolean {
  if (left === undefined || right === undefined) return left === right;
  const a = number(left, right);
  const b = number(right, left);
  if (a !== undefined && b !== undefined) return compareNumbers(a, b) === 0;
  return javaEquals(left, right, meter);
}

function number(value: Value, other: Value): JavaNumber | undefined {
  if (isNumber(value)) return value;
  const spelled =
    typeof value === "string" && isNumber(other) && /^-?[0-9.eE+-]+$/.test(value) ? Number(value) : Number.NaN;
  return Number.isNaN(spelled) ? undefined : new JavaDouble(spelled);
}

function sameType(left: Found, right: Found): boolean {
  return left !== undefined && right !== undefined && (isNumber(left) ? isNumber(right) : typeof left === typeof right);
}

function ordered(operator: "<" | "<=" | ">" | ">=", left: Found, right: Found): boolean {
  let order: number;
  if (left !== undefined && right !== undefined && isNumber(left) && isNumber(right))
    order = compareNumbers(left, right);
  else if (typeof left === "string" && typeof right === "string") order = left < right ? -1 : left > right ? 1 : 0;
  else return false;
  if (order === 0) return operator.endsWith("=");
  return operator.startsWith(order < 0 ? "<" : ">");
}

function likePattern(left: Operand, right: Operand, value: (operand: Operand) => Found): boolean {
  const pattern = left.kind === "pattern" ? left : right;
  const text = value(left.kind === "pattern" ? right : left);
  if (pattern.kind !== "pattern" || text === undefined) return false;
  if (text instanceof JavaList)
    return text.items.some((item) => typeof item === "string" && matches(item, pattern.pattern));
  const plain = typeof text === "string" ? text : isNumber(text) && !(text instanceof JavaDouble) ? String(text) : "";
  return matches(plain, pattern.pattern);
}

function membership(operator: string, left: Value, right: Value, meter: Meter): boolean {
  const within = (list: Value, item: Value): boolean =>
    list instanceof JavaList && list.items.some((other) => equal(other, item, meter));
  const all = left instanceof JavaList ? left.items : [];
  switch (operator) {
    case "in":
      return within(right, left);
    case "nin":
      return !within(right, left);
    case "contains":
      return typeof left === "string" ? typeof right === "string" && left.includes(right) : within(left, right);
    case "size":
      return isNumber(right) && sizeOf(left) === Number(right);
    case "empty":
      return sizeOf(left) !== undefined && (sizeOf(left) === 0) === right;
    case "subsetof":
      return left instanceof JavaList && all.every((item) => within(right, item));
    case "anyof":
      return all.some((item) => within(right, item));
    case "noneof":
      return left instanceof JavaList && !all.some((item) => within(right, item));
    case "all":
      return right instanceof JavaList && right.items.every((item) => within(left, item));
    default:
      return false;
  }
}

function sizeOf(value: Value): number | undefined {
  if (typeof value === "string") return value.length;
  if (value instanceof JavaList) return value.items.length;
  return value instanceof Map ? value.size : undefined;
}
