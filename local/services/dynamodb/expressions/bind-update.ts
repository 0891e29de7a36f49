import { type AttributeValue, SET_TYPES, typeOf } from "../values/attribute-value";
import { wrongCount, wrongOperandType } from "./bind-condition";
import { clashesOf, type DocumentPath } from "./document-path";
import { Faults } from "./faults";
import type { Placeholders } from "./placeholders";
import type { ActionSyntax, FunctionSyntax, OperandSyntax, SetValueSyntax, Step, UpdateExpression } from "./syntax";
import type { Action, Source, Update } from "./update";

/** Fills in what the placeholders of an update stand for. @throws {ExpressionError} */
// fidelity: observed: dynalite's tests against AWS: the texts, and which of several is told
export const bindUpdate = ({ actions, repeated }: UpdateExpression, placeholders: Placeholders): Update => {
  const binder = new UpdateBinder(placeholders);
  if (repeated) {
    binder.faults.add("section", `The "${repeated}" section can only be used once in an update expression;`);
  }
  const bound = actions.map((action) => binder.action(action));
  const { overlap, conflict } = clashesOf(bound.map(({ path }) => path));
  binder.faults.add("overlap", overlap);
  binder.faults.add("conflict", conflict);
  binder.faults.refuse();
  return { actions: bound };
};

/** As ADD and DELETE name the types that they do not take. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  S: "STRING",
  N: "NUMBER",
  B: "BINARY",
  NULL: "NULL",
  BOOL: "BOOLEAN",
  L: "LIST",
  M: "MAP",
};

class UpdateBinder {
  readonly faults = new Faults([
    ...(["reserved", "unknown", "section", "undefinedName", "undefinedValue", "overlap", "conflict"] as const),
    ...(["operand", "function"] as const),
  ]);

  constructor(private readonly placeholders: Placeholders) {}

  action(syntax: ActionSyntax): Action {
    const path = this.path(syntax.path.steps);
    if (syntax.kind === "REMOVE") return { kind: "REMOVE", path };
    if (syntax.kind === "SET") return { kind: "SET", path, source: this.source(syntax.value) };
    const { kind } = syntax;
    const value = this.value(syntax.value.name);
    this.faults.add("operand", value && wrongFor(kind, value));
    return { kind, path, value: value ?? NOTHING };
  }

  private source(syntax: SetValueSyntax): Source {
    if (syntax.kind !== "sum") return this.operand(syntax);
    const { operator } = syntax;
    const [left, right] = [this.operand(syntax.left), this.operand(syntax.right)];
    for (const each of [left, right]) this.requireType(operator, each, "N");
    return { kind: "sum", operator, left, right };
  }

  private operand(syntax: OperandSyntax): Source {
    switch (syntax.kind) {
      case "path":
        return { kind: "path", path: this.path(syntax.steps) };
      case "value":
        return { kind: "value", value: this.value(syntax.name) ?? NOTHING };
      case "function":
        return this.function(syntax);
    }
  }

  private function({ name, operands }: FunctionSyntax): Source {
    const [left = EMPTY, right = EMPTY] = operands.map((each) => this.operand(each));
    if (name !== "if_not_exists" && name !== "list_append") {
      this.faults.add("unknown", `Invalid function name; function: ${name}`);
      return EMPTY;
    }
    if (operands.length !== 2) {
      this.faults.add("function", wrongCount(name, operands.length));
      return EMPTY;
    }
    if (name === "list_append") {
      for (const each of [left, right]) this.requireType(name, each, "L");
      return { kind: "append", left, right };
    }
    if (left.kind === "path") return { kind: "ifNotExists", path: left.path, otherwise: right };
    this.faults.add("function", `Operator or function requires a document path; operator or function: ${name}`);
    return EMPTY;
  }

  private requireType(name: string, source: Source, wanted: "N" | "L"): void {
    if (source.kind !== "value" || source.value === NOTHING) return;
    const type = typeOf(source.value);
    if (type !== wanted) this.faults.add("function", wrongOperandType(name, type));
  }

  private path(steps: readonly Step[]): DocumentPath {
    return this.placeholders.path(steps, (kind, message) =>
      this.faults.add(kind === "reserved" ? "reserved" : "undefinedName", message),
    );
  }

  private value(name: string): AttributeValue | undefined {
    return this.placeholders.value(name, (message) => this.faults.add("undefinedValue", message));
  }
}

/** Stand where a fault has been found. */
const NOTHING: AttributeValue = { NULL: true };
const EMPTY: Source = { kind: "value", value: NOTHING };

const wrongFor = (operator: "ADD" | "DELETE", value: AttributeValue): string | undefined => {
  const type = typeOf(value);
  if (SET_TYPES[type] || (operator === "ADD" && type === "N")) return undefined;
  return `Incorrect operand type for operator or function; operator: ${operator}, operand type: ${LONG_NAMES[type]}`;
};
