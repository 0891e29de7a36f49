import type { BinaryOperator, Expression } from "./ast";
import { parseOperand } from "./parse-parameter";
import type { Reader } from "./reader";

/** From the loosest to the tightest. A minus before a digit is a sign, never an operator, as in Velocity 1.7. */
const LEVELS: readonly RegExp[] = [
  /\|\||or(?![A-Za-z0-9_@])/y,
  /&&|and(?![A-Za-z0-9_@])/y,
  /==|!=|(?:eq|ne)(?![A-Za-z0-9_@])/y,
  /<=|>=|<|>|(?:lt|le|gt|ge)(?![A-Za-z0-9_@])/y,
  /\+|-(?!\.?[0-9])/y,
  /\*|\/|%/y,
];

const WORDS: Readonly<Record<string, BinaryOperator>> = {
  or: "||",
  and: "&&",
  eq: "==",
  ne: "!=",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
};

export function parseExpression(reader: Reader): Expression {
  return reader.nested(() => parseLevel(reader, 0));
}

function parseLevel(reader: Reader, level: number): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) return parseUnary(reader);
  let left = parseLevel(reader, level + 1);
  for (;;) {
    reader.skipBlanks();
    const found = reader.match(operators)?.[0];
    if (found === undefined) return left;
    // The expression admits only operators of the grammar, so the rest of the words are these.
    const operator = WORDS[found] ?? (found as BinaryOperator);
    left = { kind: "binary", operator, left, right: parseLevel(reader, level + 1) };
  }
}

function parseUnary(reader: Reader): Expression {
  reader.skipBlanks();
  if (reader.match(/!(?!=)|not(?![A-Za-z0-9_@])/y) !== undefined) {
    return { kind: "not", operand: reader.nested(() => parseUnary(reader)) };
  }
  if (!reader.take("(")) return parseOperand(reader, "directive");
  const inner = parseExpression(reader);
  reader.expect(")", "to close the parenthesis");
  return inner;
}
