import { invalid } from "../refusals";

export interface Token {
  readonly kind: "word" | "quoted" | "text" | "number" | "symbol" | "end";
  readonly text: string;
}

const TOKEN =
  /\s*(?:([A-Za-z_$][\w$]*)|"((?:[^"]|"")*)"|'((?:[^']|'')*)'|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|(<<|>>|<>|!=|<=|>=|\|\||[\s\S]))/y;
const KINDS = ["word", "quoted", "text", "number", "symbol"] as const;

// fidelity: docs: ExecuteStatement, Statement: 8,192 characters
const MAX_LENGTH = 8192;

/** The tokens of a statement, read one after another. */
export class StatementReader {
  private at = 0;
  private readonly tokens: readonly Token[];

  /** @throws {ServiceError} */
  constructor(statement: string) {
    if (statement.length > MAX_LENGTH) throw malformed("it is too long");
    const source = statement.trimEnd();
    const tokens: Token[] = [];
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < source.length) {
      const match = TOKEN.exec(source);
      if (!match) break;
      const at = KINDS.findIndex((_, index) => match[index + 1] !== undefined);
      const kind = KINDS[at] ?? "symbol";
      const text = match[at + 1] ?? "";
      tokens.push({
        kind,
        text: kind === "text" ? text.replaceAll("''", "'") : kind === "quoted" ? text.replaceAll('""', '"') : text,
      });
    }
    this.tokens = tokens;
  }

  get next(): Token {
    return this.tokens[this.at] ?? { kind: "end", text: "" };
  }

  get following(): Token {
    return this.tokens[this.at + 1] ?? { kind: "end", text: "" };
  }

  take(): Token {
    const token = this.next;
    this.at += 1;
    return token;
  }

  takes(symbol: string): boolean {
    const found = this.next.kind === "symbol" && this.next.text === symbol;
    if (found) this.at += 1;
    return found;
  }

  expect(symbol: string): void {
    if (!this.takes(symbol)) throw this.unexpected();
  }

  isWord(word: string): boolean {
    return this.next.kind === "word" && this.next.text.toUpperCase() === word;
  }

  takesWord(word: string): boolean {
    const found = this.isWord(word);
    if (found) this.at += 1;
    return found;
  }

  expectWord(word: string): void {
    if (!this.takesWord(word)) throw this.unexpected();
  }

  /** A name of a table, an index or an attribute. */
  name(): string {
    if (this.next.kind !== "word" && this.next.kind !== "quoted") throw this.unexpected();
    return this.take().text;
  }

  unexpected() {
    return malformed(`Unexpected token: ${this.next.kind === "end" ? "end of statement" : this.next.text}`);
  }
}

// fidelity: guess: the text behind the colon
const malformed = (why: string) => invalid(`Statement wasn't well formed, can't be processed: ${why}`);
