export interface Token {
  readonly kind: string;
  readonly text: string;
}

/** The tokens of an expression or a statement, read one after another. Words of the language are of any case. */
export abstract class TokenReader<Of extends Token> {
  protected at = 0;

  constructor(
    protected readonly tokens: readonly Of[],
    private readonly end: Of,
  ) {}

  get next(): Of {
    return this.tokens[this.at] ?? this.end;
  }

  /** The one after the next. */
  get following(): Of {
    return this.tokens[this.at + 1] ?? this.end;
  }

  take(): Of {
    const token = this.next;
    this.at += 1;
    return token;
  }

  /** Whether the next one is that symbol; it is taken then. */
  takes(symbol: string): boolean {
    return this.takesIf(this.next.kind === "symbol" && this.next.text === symbol);
  }

  expect(symbol: string): void {
    if (!this.takes(symbol)) throw this.unexpected();
  }

  isWord(word: string): boolean {
    return this.next.kind === "word" && this.next.text.toUpperCase() === word;
  }

  takesWord(word: string): boolean {
    return this.takesIf(this.isWord(word));
  }

  expectWord(word: string): void {
    if (!this.takesWord(word)) throw this.unexpected();
  }

  expectEnd(): void {
    if (this.next !== this.end) throw this.unexpected();
  }

  /** The next token is not what may stand there. */
  abstract unexpected(): Error;

  private takesIf(found: boolean): boolean {
    if (found) this.at += 1;
    return found;
  }
}
