import { MAX_JSON_DEPTH } from "../bounds";
import { ExpressionError } from "../expression-error";
import { compareNumbers, isNumber } from "./arithmetic";
import { print } from "./print";
import { HostObject, JavaDouble, JavaList, MapEntry, type Meter, type Value } from "./value";

/** `==` of a template: numbers by value, objects of one class by `equals`, all others by what they print. */
export function looselyEqual(left: Value, right: Value, meter: Meter): boolean {
  if (typeof left === "string" && typeof right === "string") return left === right;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (left === null || right === null) return left === right;
  if (sameClass(left, right)) return javaEquals(left, right, meter);
  return print(left, meter) === print(right, meter);
}

/** `Object.equals` of Java. */
export function javaEquals(left: Value, right: Value, meter: Meter, depth = 0): boolean {
  if (depth > MAX_JSON_DEPTH) throw new ExpressionError(`cannot compare values nested deeper than ${MAX_JSON_DEPTH}`);
  meter.spend(1);
  if (left === right) return true;
  if (left instanceof JavaDouble) return right instanceof JavaDouble && Object.is(left.value, right.value);
  if (left instanceof JavaList && right instanceof JavaList) {
    return (
      left.items.length === right.items.length &&
      left.items.every((item, index) => javaEquals(item, right.items[index] ?? null, meter, depth + 1))
    );
  }
  if (left instanceof Map && right instanceof Map) {
    if (left.size !== right.size) return false;
    for (const [key, value] of left) {
      if (!right.has(key) || !javaEquals(value, right.get(key) ?? null, meter, depth + 1)) return false;
    }
    return true;
  }
  if (left instanceof MapEntry && right instanceof MapEntry) {
    return javaEquals(left.key, right.key, meter, depth + 1) && javaEquals(left.value, right.value, meter, depth + 1);
  }
  return false;
}

function sameClass(left: Value, right: Value): boolean {
  if (typeof left !== "object" || typeof right !== "object") return typeof left === typeof right;
  if (left instanceof JavaList) return right instanceof JavaList;
  if (left instanceof Map) return right instanceof Map;
  if (left instanceof MapEntry) return right instanceof MapEntry;
  return left instanceof HostObject && left === right;
}
