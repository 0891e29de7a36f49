import { type AttributeValue, type Item, inside, SET_TYPES, typeOf } from "../values/attribute-value";
import { compareValues, sameValue } from "../values/compare";
import type { Condition, Operand } from "./condition";
import { valueAt } from "./document-path";
import type { Comparator } from "./syntax";

/** Whether the condition holds for an item; `undefined` is one that is not there. */
// fidelity: docs: "Comparison operator and function reference"
export const holds = (condition: Condition, item: Item | undefined): boolean => {
  switch (condition.kind) {
    case "and":
      return condition.of.every((each) => holds(each, item));
    case "or":
      return condition.of.some((each) => holds(each, item));
    case "not":
      return !holds(condition.of, item);
    case "compare":
      return compares(condition.comparator, operandIn(condition.left, item), operandIn(condition.right, item));
    case "between": {
      const value = operandIn(condition.operand, item);
      return (
        compares(">=", value, operandIn(condition.lower, item)) &&
        compares("<=", value, operandIn(condition.upper, item))
      );
    }
    case "in": {
      const value = operandIn(condition.operand, item);
      return condition.options.some((option) => compares("=", value, operandIn(option, item)));
    }
    case "exists":
      return (valueAt(item, condition.path) !== undefined) === condition.wanted;
    case "type": {
      const value = operandIn(condition.operand, item);
      return value !== undefined && typeOf(value) === condition.type;
    }
    case "beginsWith":
      return beginsWith(operandIn(condition.operand, item), operandIn(condition.part, item));
    case "contains":
      return contains(operandIn(condition.operand, item), operandIn(condition.part, item));
  }
};

const operandIn = (operand: Operand, item: Item | undefined): AttributeValue | undefined => {
  if (operand.kind === "value") return operand.value;
  if (operand.kind === "path") return valueAt(item, operand.path);
  const size = sizeOf(operandIn(operand.of, item));
  return size === undefined ? undefined : { N: String(size) };
};

const sizeOf = (value: AttributeValue | undefined): number | undefined => {
  if (value === undefined) return undefined;
  const text = inside(value, "S");
  if (text !== undefined) return text.length; // fidelity: observed: dynalite's tests: characters, not bytes
  const binary = inside(value, "B");
  if (binary !== undefined) return Buffer.byteLength(binary, "base64");
  const members = inside(value, "M");
  if (members) return Object.keys(members).length;
  return (inside(value, "L") ?? inside(value, "SS") ?? inside(value, "NS") ?? inside(value, "BS"))?.length;
};

/** What is not there differs from everything. */
const compares = (
  comparator: Comparator,
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
): boolean => {
  if (comparator === "<>") return left === undefined || right === undefined || !sameValue(left, right);
  if (left === undefined || right === undefined) return false;
  if (comparator === "=") return sameValue(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  if (comparator === "<") return order < 0;
  if (comparator === "<=") return order <= 0;
  return comparator === ">" ? order > 0 : order >= 0;
};

const beginsWith = (value: AttributeValue | undefined, part: AttributeValue | undefined): boolean => {
  const text = inside(value, "S");
  if (text !== undefined) {
    const start = inside(part, "S");
    return start !== undefined && text.startsWith(start);
  }
  const [binary, start] = [inside(value, "B"), inside(part, "B")];
  if (binary === undefined || start === undefined) return false;
  const bytes = Buffer.from(start, "base64");
  return Buffer.from(binary, "base64").subarray(0, bytes.length).equals(bytes);
};

const contains = (value: AttributeValue | undefined, part: AttributeValue | undefined): boolean => {
  if (value === undefined || part === undefined) return false;
  const type = typeOf(value);
  if (type === "L") return inside(value, "L")?.some((element) => sameValue(element, part)) ?? false;
  if (type === "S")
    return inside(part, "S") !== undefined && (inside(value, "S") ?? "").includes(inside(part, "S") ?? "");
  if (type === "B") {
    const bytes = inside(part, "B");
    return (
      bytes !== undefined && Buffer.from(inside(value, "B") ?? "", "base64").includes(Buffer.from(bytes, "base64"))
    );
  }
  const elementType = SET_TYPES[type];
  if (elementType === undefined) return false;
  const element = inside(part, elementType);
  return (
    element !== undefined && (value as unknown as Record<string, readonly string[]>)[type]?.includes(element) === true
  );
};
