import { ExpressionError } from "./syntax";

export interface Token {
  readonly kind: "name" | "namePlaceholder" | "valuePlaceholder" | "number" | "symbol" | "end";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(\d+)|(<>|<=|>=|[\s\S]))/y;
const KINDS = ["name", "namePlaceholder", "valuePlaceholder", "number", "symbol"] as const;

// fidelity: docs: "Service quotas", expression parameters: 4 KB; guess: the text
const MAX_BYTES = 4096;

export const tokensOf = (expression: string): Token[] => {
  const size = Buffer.byteLength(expression);
  if (size > MAX_BYTES) {
    throw new ExpressionError(`Expression size has exceeded the maximum allowed size; expression size: ${size}`);
  }
  const source = expression.trimEnd();
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (!match) break;
    const at = KINDS.findIndex((_, index) => match[index + 1] !== undefined);
    const text = match[at + 1] ?? "";
    const end = match.index + match[0].length;
    tokens.push({ kind: KINDS[at] ?? "symbol", text, start: end - text.length, end });
  }
  tokens.push({ kind: "end", text: "<EOF>", start: source.length, end: source.length });
  return tokens;
};

/** The tokens of an expression, read one after another. */
export class TokenReader {
  private at = 0;
  private readonly tokens: readonly Token[];

  constructor(private readonly expression: string) {
    this.tokens = tokensOf(expression);
  }

  get next(): Token {
    return this.tokens[this.at] ?? (this.tokens[this.tokens.length - 1] as Token); // there is always an end
  }

  /** The one after the next. */
  get following(): Token | undefined {
    return this.tokens[this.at + 1];
  }

  take(): Token {
    const token = this.next;
    this.at += 1;
    return token;
  }

  /** Whether the next one is that symbol; it is taken then. */
  takes(symbol: string): boolean {
    const found = this.next.kind === "symbol" && this.next.text === symbol;
    if (found) this.at += 1;
    return found;
  }

  expect(symbol: string): void {
    if (!this.takes(symbol)) throw this.unexpected();
  }

  isKeyword(word: string): boolean {
    return this.next.kind === "name" && this.next.text.toUpperCase() === word;
  }

  takesKeyword(word: string): boolean {
    const found = this.isKeyword(word);
    if (found) this.at += 1;
    return found;
  }

  expectEnd(): void {
    if (this.next.kind !== "end") throw this.unexpected();
  }

  /** The next token is not what may stand there. */
  // fidelity: observed: the text shows the token with the one before and the one after it
  unexpected(): ExpressionError {
    const { next } = this;
    const before = this.tokens[this.at - 1] ?? next;
    const after = this.tokens[this.at + 1] ?? next;
    const near = this.expression.slice(before.start, after.end).trim();
    return new ExpressionError(`Syntax error; token: "${next.text}", near: "${near}"`);
  }
}
