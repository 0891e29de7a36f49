import { inside, typeOf, type ValueType } from "../values/attribute-value";
import { compareValues } from "../values/compare";
import type { Condition, Operand } from "./condition";
import { shownPath } from "./document-path";
import { Faults } from "./faults";
import type { Placeholders } from "./placeholders";
import type { ConditionExpression, ConditionSyntax, FunctionSyntax, OperandSyntax } from "./syntax";

const OPERANDS: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
};

const TYPES: readonly ValueType[] = ["B", "NULL", "SS", "BOOL", "L", "BS", "N", "NS", "S", "M"];

/** Fills in what the placeholders of a condition stand for. @throws {ExpressionError} */
// fidelity: observed: dynalite's tests against AWS: the texts, and which of several is told
export const bindCondition = (
  { condition, hasRedundantParentheses }: ConditionExpression,
  placeholders: Placeholders,
): Condition => {
  const binder = new ConditionBinder(placeholders);
  if (hasRedundantParentheses) binder.faults.add("parentheses", "The expression has redundant parentheses;");
  const bound = binder.condition(condition);
  binder.faults.refuse();
  return bound;
};

/** Of one comparison or function, in the order in which they are told. */
type OwnFaults = Faults<"undefined" | "count" | "distinct" | "type">;

class ConditionBinder {
  readonly faults = new Faults(["parentheses", "unknown", "misused", "reserved", "condition"]);

  constructor(private readonly placeholders: Placeholders) {}

  condition(syntax: ConditionSyntax): Condition {
    switch (syntax.kind) {
      case "and":
      case "or":
        return { kind: syntax.kind, of: syntax.of.map((each) => this.condition(each)) };
      case "not":
        return { kind: "not", of: this.condition(syntax.of) };
      default: {
        const own: OwnFaults = new Faults(["undefined", "count", "distinct", "type"]);
        const bound = this.comparison(syntax, own);
        this.faults.add("condition", own.first);
        return bound;
      }
    }
  }

  private comparison(syntax: Exclude<ConditionSyntax, { kind: "and" | "or" | "not" }>, own: OwnFaults): Condition {
    switch (syntax.kind) {
      case "compare": {
        const [left, right] = [syntax.left, syntax.right].map((each) => this.inner(each, own)) as [Operand, Operand];
        own.add("distinct", sameOperands(syntax.comparator, left, right));
        if (!["=", "<>"].includes(syntax.comparator)) {
          for (const each of [left, right]) own.add("type", unordered(syntax.comparator, each));
        }
        return { kind: "compare", comparator: syntax.comparator, left, right };
      }
      case "between": {
        const { operand, lower, upper } = syntax;
        const bound = [operand, lower, upper].map((each) => this.inner(each, own)) as [Operand, Operand, Operand];
        own.add("type", wrongBounds(bound[1], bound[2]));
        return { kind: "between", operand: bound[0], lower: bound[1], upper: bound[2] };
      }
      case "in":
        return {
          kind: "in",
          operand: this.inner(syntax.operand, own),
          options: syntax.options.map((each) => this.inner(each, own)),
        };
      case "function":
        return this.function(syntax, own);
    }
  }

  private function(syntax: FunctionSyntax, own: OwnFaults): Condition {
    const { name } = syntax;
    const operands = syntax.operands.map((each) => this.inner(each, own));
    const [first = NOTHING, second = NOTHING] = operands;
    if (name === "size") this.misused(name);
    if (!this.known(syntax, own)) return { kind: "and", of: [] };
    if (operands.length === 2) own.add("distinct", sameOperands(name, first, second));
    switch (name) {
      case "attribute_exists":
      case "attribute_not_exists":
        if (first.kind !== "path") {
          own.add("type", `Operator or function requires a document path; operator or function: ${name}`);
          return { kind: "and", of: [] };
        }
        return { kind: "exists", path: first.path, wanted: name === "attribute_exists" };
      case "attribute_type":
        own.add("type", wrongTypeName(second));
        return { kind: "type", operand: first, type: textOf(second) as ValueType }; // checked just now
      case "begins_with":
        for (const each of [first, second])
          own.add(
            "type",
            wrongType(name, each, (type) => type === "S" || type === "B"),
          );
        return { kind: "beginsWith", operand: first, part: second };
      default:
        return { kind: "contains", operand: first, part: second };
    }
  }

  /** An operand, of which only `size` may be a function. */
  private inner(syntax: OperandSyntax, own: OwnFaults): Operand {
    switch (syntax.kind) {
      case "path": {
        const path = this.placeholders.path(syntax.steps, (kind, message) =>
          kind === "reserved" ? this.faults.add("reserved", message) : own.add("undefined", message),
        );
        return { kind: "path", path };
      }
      case "value": {
        const value = this.placeholders.value(syntax.name, (message) => own.add("undefined", message));
        return value === undefined ? NOTHING : { kind: "value", value };
      }
      case "function": {
        const [first = NOTHING] = syntax.operands.map((each) => this.inner(each, own));
        if (syntax.name !== "size" && Object.hasOwn(OPERANDS, syntax.name)) this.misused(syntax.name);
        if (!this.known(syntax, own)) return NOTHING;
        own.add(
          "type",
          wrongType("size", first, (type) => !["N", "BOOL", "NULL"].includes(type)),
        );
        return { kind: "size", of: first };
      }
    }
  }

  private misused(name: string): void {
    const text = "The function is not allowed to be used this way in an expression; function:";
    this.faults.add("misused", `${text} ${name}`);
  }

  private known({ name, operands }: FunctionSyntax, own: OwnFaults): boolean {
    const count = Object.hasOwn(OPERANDS, name) ? OPERANDS[name] : undefined;
    if (count === undefined) this.faults.add("unknown", `Invalid function name; function: ${name}`);
    else if (count !== operands.length) own.add("count", wrongCount(name, operands.length));
    return count === operands.length;
  }
}

/** Stands where a fault has been found. */
const NOTHING: Operand = { kind: "path", path: [""] };

export const wrongCount = (name: string, count: number): string =>
  `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`;

export const wrongOperandType = (name: string, type: string): string =>
  `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`;

const textOf = (operand: Operand): string | undefined =>
  operand.kind === "value" ? inside(operand.value, "S") : undefined;

/** Of an operand whose type is known before there is an item. */
const knownType = (operand: Operand): ValueType | undefined =>
  operand.kind === "value" ? typeOf(operand.value) : operand.kind === "size" ? "N" : undefined;

const wrongType = (name: string, operand: Operand, fits: (type: ValueType) => boolean): string | undefined => {
  const type = knownType(operand);
  return type === undefined || fits(type) ? undefined : wrongOperandType(name, type);
};

const unordered = (comparator: string, operand: Operand): string | undefined =>
  wrongType(comparator, operand, (type) => ["S", "N", "B"].includes(type));

const wrongTypeName = (operand: Operand): string | undefined => {
  const name = textOf(operand);
  if (name === undefined) {
    return wrongOperandType("attribute_type", knownType(operand) ?? "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
  }
  if (TYPES.includes(name as ValueType)) return undefined;
  return `Invalid attribute type name found; type: ${name}, valid types: {${TYPES.join(",")}}`;
};

const sameOperands = (name: string, one: Operand, other: Operand): string | undefined => {
  if (one === NOTHING || one.kind !== "path" || other.kind !== "path") return undefined;
  const path = shownPath(one.path);
  if (path !== shownPath(other.path)) return undefined;
  const text = "The first operand must be distinct from the remaining operands for this operator or function;";
  return `${text} operator: ${name}, first operand: ${path}`;
};

const wrongBounds = (lower: Operand, upper: Operand): string | undefined => {
  if (lower.kind !== "value" || upper.kind !== "value") return undefined;
  const shown = [lower, upper].map(({ value }) => {
    const type = typeOf(value);
    return `AttributeValue: {${type}:${(value as Record<string, unknown>)[type]}}`;
  });
  const bounds = `lower bound operand: ${shown[0]}, upper bound operand: ${shown[1]}`;
  if (typeOf(lower.value) !== typeOf(upper.value)) {
    return `The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`;
  }
  if ((compareValues(lower.value, upper.value) ?? 0) <= 0) return undefined;
  return `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`;
};
