import { MAX_NESTING } from "../../../../languages/bounds";
import { ExpressionError } from "../../../../languages/expression-error";

/** A position in a template's text. */
export class Reader {
  at = 0;
  /** Where a reference without braces ended, and where one did with a property: the lexer goes on otherwise there. */
  referenceEnd = -1;
  propertyEnd = -1;

  constructor(
    readonly text: string,
    private depth = 0,
  ) {}

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  /** The character at the position, `""` at the end. */
  get next(): string {
    return this.text.charAt(this.at);
  }

  /** Moves over `expected` if it stands here. */
  take(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  /** Moves over a match of a sticky expression. */
  match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text);
    if (found === null) return undefined;
    this.at = expression.lastIndex;
    return found;
  }

  sees(expression: RegExp): boolean {
    expression.lastIndex = this.at;
    return expression.test(this.text);
  }

  skipBlanks(): void {
    this.match(/[ \t\n\r]*/y);
  }

  expect(expected: string, where: string): void {
    if (!this.take(expected)) this.fail(`expected "${expected}" ${where}, found ${this.found()}`);
  }

  found(): string {
    return this.ended ? "the end of the template" : JSON.stringify(this.text.slice(this.at, this.at + 12));
  }

  /** Parses one level deeper. */
  nested<T>(parse: () => T): T {
    this.depth++;
    if (this.depth > MAX_NESTING) this.fail(`nested deeper than ${MAX_NESTING}`);
    const parsed = parse();
    this.depth--;
    return parsed;
  }

  /** A reader of a text within this one: a double-quoted string. */
  inner(text: string): Reader {
    if (this.depth >= MAX_NESTING) this.fail(`nested deeper than ${MAX_NESTING}`);
    return new Reader(text, this.depth + 1);
  }

  fail(rule: string): never {
    const before = this.text.slice(0, this.at);
    const line = before.split(/\r\n|\r|\n/).length;
    const column = this.at - Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r"));
    throw new ExpressionError(rule, line, column);
  }
}
