import type { FunctionSyntax, OperandSyntax, PathSyntax, Step } from "./syntax";
import type { ExpressionReader } from "./tokens";

/** `a.#b[2]` */
export const parsePath = (reader: ExpressionReader): PathSyntax => {
  const steps: Step[] = [parseName(reader)];
  for (;;) {
    if (reader.takes(".")) steps.push(parseName(reader));
    else if (reader.takes("[")) {
      if (reader.next.kind !== "number") throw reader.unexpected();
      steps.push(Number(reader.take().text));
      reader.expect("]");
    } else return { kind: "path", steps };
  }
};

const parseName = (reader: ExpressionReader): string => {
  const { kind } = reader.next;
  if (kind !== "word" && kind !== "namePlaceholder") throw reader.unexpected();
  return reader.take().text;
};

/** `size(a)`, of which the name is next. */
export const parseFunction = (
  reader: ExpressionReader,
  operand: (reader: ExpressionReader) => OperandSyntax,
): FunctionSyntax => {
  const name = reader.take().text;
  reader.expect("(");
  const operands = [operand(reader)];
  while (reader.takes(",")) operands.push(operand(reader));
  reader.expect(")");
  return { kind: "function", name, operands };
};

export const isFunction = ({ next, following }: ExpressionReader): boolean =>
  next.kind === "word" && following.kind === "symbol" && following.text === "(";
