import { isFunction, parseFunction, parsePath } from "./parse-operand";
import type { ActionSyntax, OperandSyntax, PathSyntax, SetValueSyntax, UpdateExpression, ValueSyntax } from "./syntax";
import { ExpressionReader } from "./tokens";

const SECTIONS = ["SET", "REMOVE", "ADD", "DELETE"] as const;

type Section = (typeof SECTIONS)[number];

/** @throws {ExpressionError} */
export const parseUpdate = (expression: string): UpdateExpression => {
  const reader = new ExpressionReader(expression);
  const actions: ActionSyntax[] = [];
  const seen = new Set<Section>();
  let repeated: Section | undefined;
  do {
    const section = SECTIONS.find((name) => reader.takesWord(name));
    if (!section) throw reader.unexpected();
    if (seen.has(section)) repeated ??= section;
    seen.add(section);
    do actions.push(parseAction(reader, section));
    while (reader.takes(","));
  } while (reader.next.kind !== "end");
  return { actions, ...(repeated ? { repeated } : {}) };
};

/** No attribute is named as a section is. */
const parseTarget = (reader: ExpressionReader): PathSyntax => {
  if (SECTIONS.some((section) => reader.isWord(section))) throw reader.unexpected();
  return parsePath(reader);
};

const parseAction = (reader: ExpressionReader, kind: Section): ActionSyntax => {
  const path = parseTarget(reader);
  if (kind === "REMOVE") return { kind, path };
  if (kind === "SET") {
    reader.expect("=");
    return { kind, path, value: parseSetValue(reader) };
  }
  return { kind, path, value: parseValue(reader) };
};

const parseValue = (reader: ExpressionReader): ValueSyntax => {
  if (reader.next.kind !== "valuePlaceholder") throw reader.unexpected();
  return { kind: "value", name: reader.take().text };
};

const parseSetValue = (reader: ExpressionReader): SetValueSyntax => {
  if (reader.takes("(")) {
    const inner = parseSetValue(reader);
    reader.expect(")");
    return inner.kind === "sum" ? inner : parseSum(reader, inner);
  }
  return parseSum(reader, parseOperand(reader));
};

const parseSum = (reader: ExpressionReader, left: OperandSyntax): SetValueSyntax => {
  const operator = reader.takes("+") ? "+" : reader.takes("-") ? "-" : undefined;
  return operator ? { kind: "sum", operator, left, right: parseOperand(reader) } : left;
};

const parseOperand = (reader: ExpressionReader): OperandSyntax => {
  if (reader.takes("(")) {
    const inner = parseOperand(reader);
    reader.expect(")");
    return inner;
  }
  if (reader.next.kind === "valuePlaceholder") return parseValue(reader);
  return isFunction(reader) ? parseFunction(reader, parseOperand) : parseTarget(reader);
};
