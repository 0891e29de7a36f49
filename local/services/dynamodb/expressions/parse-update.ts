import { isFunction, parseFunction, parsePath } from "./parse-operand";
import type { ActionSyntax, OperandSyntax, SetValueSyntax, UpdateExpression, ValueSyntax } from "./syntax";
import { TokenReader } from "./tokens";

const SECTIONS = ["SET", "REMOVE", "ADD", "DELETE"] as const;

type Section = (typeof SECTIONS)[number];

/** @throws {ExpressionError} */
export const parseUpdate = (expression: string): UpdateExpression => {
  const reader = new TokenReader(expression);
  const actions: ActionSyntax[] = [];
  const seen = new Set<Section>();
  let repeated: Section | undefined;
  do {
    const section = SECTIONS.find((name) => reader.takesKeyword(name));
    if (!section) throw reader.unexpected();
    if (seen.has(section)) repeated ??= section;
    seen.add(section);
    do actions.push(parseAction(reader, section));
    while (reader.takes(","));
  } while (reader.next.kind !== "end");
  return { actions, ...(repeated ? { repeated } : {}) };
};

const parseAction = (reader: TokenReader, kind: Section): ActionSyntax => {
  const path = parsePath(reader);
  if (kind === "REMOVE") return { kind, path };
  if (kind === "SET") {
    reader.expect("=");
    return { kind, path, value: parseSetValue(reader) };
  }
  return { kind, path, value: parseValue(reader) };
};

const parseValue = (reader: TokenReader): ValueSyntax => {
  if (reader.next.kind !== "valuePlaceholder") throw reader.unexpected();
  return { kind: "value", name: reader.take().text };
};

const parseSetValue = (reader: TokenReader): SetValueSyntax => {
  if (reader.takes("(")) {
    const inner = parseSetValue(reader);
    reader.expect(")");
    return inner.kind === "sum" ? inner : parseSum(reader, inner);
  }
  return parseSum(reader, parseOperand(reader));
};

const parseSum = (reader: TokenReader, left: OperandSyntax): SetValueSyntax => {
  const operator = reader.takes("+") ? "+" : reader.takes("-") ? "-" : undefined;
  return operator ? { kind: "sum", operator, left, right: parseOperand(reader) } : left;
};

const parseOperand = (reader: TokenReader): OperandSyntax => {
  if (reader.takes("(")) {
    const inner = parseOperand(reader);
    reader.expect(")");
    return inner;
  }
  if (reader.next.kind === "valuePlaceholder") return parseValue(reader);
  return isFunction(reader) ? parseFunction(reader, parseOperand) : parsePath(reader);
};
