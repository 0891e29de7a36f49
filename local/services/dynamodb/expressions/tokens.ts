import { ExpressionError } from "./syntax";
import { type Token, TokenReader } from "./token-reader";

interface ExpressionToken extends Token {
  readonly kind: "word" | "namePlaceholder" | "valuePlaceholder" | "number" | "symbol" | "end";
  readonly start: number;
  readonly end: number;
}

const TOKEN = /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(\d+)|(<>|<=|>=|[\s\S]))/y;
const KINDS = ["word", "namePlaceholder", "valuePlaceholder", "number", "symbol"] as const;

// fidelity: docs: "Service quotas", expression parameters: 4 KB; guess: the text
const MAX_BYTES = 4096;

export const tokensOf = (expression: string): ExpressionToken[] => {
  const size = Buffer.byteLength(expression);
  if (size > MAX_BYTES) {
    throw new ExpressionError(`Expression size has exceeded the maximum allowed size; expression size: ${size}`);
  }
  const source = expression.trimEnd();
  const tokens: ExpressionToken[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (!match) break;
    const at = KINDS.findIndex((_, index) => match[index + 1] !== undefined);
    const text = match[at + 1] ?? "";
    const end = match.index + match[0].length;
    tokens.push({ kind: KINDS[at] ?? "symbol", text, start: end - text.length, end });
  }
  return tokens;
};

/** The tokens of an expression, read one after another. */
export class ExpressionReader extends TokenReader<ExpressionToken> {
  constructor(private readonly expression: string) {
    const end = expression.trimEnd().length;
    super(tokensOf(expression), { kind: "end", text: "<EOF>", start: end, end });
  }

  // fidelity: observed: the text shows the token with the one before and the one after it
  unexpected(): ExpressionError {
    const { next } = this;
    const before = this.tokens[this.at - 1] ?? next;
    const after = this.tokens[this.at + 1] ?? next;
    const near = this.expression.slice(before.start, after.end).trim();
    return new ExpressionError(`Syntax error; token: "${next.text}", near: "${near}"`);
  }
}
