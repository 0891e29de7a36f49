import type { FunctionSyntax, OperandSyntax, PathSyntax, Step } from "./syntax";
import type { TokenReader } from "./tokens";

/** `a.#b[2]` */
export const parsePath = (reader: TokenReader): PathSyntax => {
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

const parseName = (reader: TokenReader): string => {
  const { kind } = reader.next;
  if (kind !== "name" && kind !== "namePlaceholder") throw reader.unexpected();
  return reader.take().text;
};

/** `size(a)`, of which the name is next. */
export const parseFunction = (reader: TokenReader, operand: (reader: TokenReader) => OperandSyntax): FunctionSyntax => {
  const name = reader.take().text;
  reader.expect("(");
  const operands = [operand(reader)];
  while (reader.takes(",")) operands.push(operand(reader));
  reader.expect(")");
  return { kind: "function", name, operands };
};

export const isFunction = ({ next, following }: TokenReader): boolean =>
  next.kind === "name" && following?.kind === "symbol" && following.text === "(";
