import type { ServiceError } from "../../../wire/service-error";
import { type Token, TokenReader } from "../expressions/token-reader";
import { invalid } from "../refusals";

interface StatementToken extends Token {
  readonly kind: "word" | "quoted" | "text" | "number" | "symbol" | "end";
}

const TOKEN =
  /\s*(?:([A-Za-z_$][\w$]*)|"((?:[^"]|"")*)"|'((?:[^']|'')*)'|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|(<<|>>|<>|!=|<=|>=|\|\||[\s\S]))/y;
const KINDS = ["word", "quoted", "text", "number", "symbol"] as const;

// fidelity: docs: ExecuteStatement, Statement: 8,192 characters
const MAX_LENGTH = 8192;

const tokensOf = (statement: string): StatementToken[] => {
  if (statement.length > MAX_LENGTH) throw malformed("it is too long");
  const source = statement.trimEnd();
  const tokens: StatementToken[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (!match) break;
    const at = KINDS.findIndex((_, index) => match[index + 1] !== undefined);
    const [kind, text] = [KINDS[at] ?? "symbol", match[at + 1] ?? ""];
    tokens.push({
      kind,
      text: Object.hasOwn(QUOTES, kind) ? text.replaceAll(QUOTES[kind] ?? "", QUOTES[kind]?.[0] ?? "") : text,
    });
  }
  return tokens;
};

/** A quote within quotes is written twice. */
const QUOTES: Readonly<Record<string, string>> = { text: "''", quoted: '""' };

/** The tokens of a statement, read one after another. */
export class StatementReader extends TokenReader<StatementToken> {
  /** @throws {ServiceError} */
  constructor(statement: string) {
    super(tokensOf(statement), { kind: "end", text: "end of statement" });
  }

  /** A name of a table, an index or an attribute. */
  name(): string {
    if (this.next.kind !== "word" && this.next.kind !== "quoted") throw this.unexpected();
    return this.take().text;
  }

  unexpected(): ServiceError {
    return malformed(`Unexpected token: ${this.next.text}`);
  }
}

// fidelity: guess: the text behind the colon
const malformed = (why: string): ServiceError => invalid(`Statement wasn't well formed, can't be processed: ${why}`);
