import { MAX_NESTING } from "../bounds";
import { ExpressionError } from "../expression-error";
import { parsePredicate } from "./parse-predicate";
import type { Path, Token } from "./path";

const FUNCTIONS = new Set(["length", "size", "min", "max", "avg", "sum", "keys", "first", "last"]);

/**
 * A JSONPath in Jayway's dialect, which API Gateway offers; without `$` it counts as `$.…`.
 * fidelity: docs: com.jayway.jsonpath.internal.path.PathCompiler; functions other than these nine: refused
 *
 * @throws ExpressionError
 */
export function parsePath(text: string): Path {
  const trimmed = text.trim();
  const whole = trimmed.startsWith("$") || trimmed.startsWith("@") ? trimmed : `$.${trimmed}`;
  const scanner = new PathScanner(whole, 1);
  const path = scanner.tokens();
  if (!scanner.ended) scanner.fail("a path goes on with . or [");
  return path;
}

/** Reads paths; filters read theirs with it too. */
export class PathScanner {
  constructor(
    readonly text: string,
    public at: number,
    private readonly depth = 0,
  ) {
    if (depth > MAX_NESTING) this.fail("filters are nested too deeply");
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  tokens(): Path {
    const path: Token[] = [];
    while (!this.ended) {
      if (this.text.startsWith("..", this.at)) {
        this.at += 2;
        path.push({ kind: "scan" }, this.text.charAt(this.at) === "[" ? this.bracket() : this.name());
      } else if (this.text.charAt(this.at) === ".") {
        this.at++;
        path.push(this.text.charAt(this.at) === "[" ? this.bracket() : this.name());
      } else if (this.text.charAt(this.at) === "[") {
        path.push(this.bracket());
      } else {
        break;
      }
    }
    return path;
  }

  private name(): Token {
    if (this.text.charAt(this.at) === "*") {
      this.at++;
      return { kind: "wildcard" };
    }
    const call = this.match(/([^.[\]()\s*<>=!~&|]+)\(\)/y);
    if (call !== undefined) {
      const name = call[1] ?? "";
      if (!FUNCTIONS.has(name)) this.fail(`unknown function ${name}()`);
      return { kind: "function", name };
    }
    const name = this.match(this.depth === 0 ? /[^.[\s(]+/y : /[^.[\s()<>=!~&|]+/y)?.[0];
    return name === undefined ? this.fail("a name is missing") : { kind: "property", names: [name] };
  }

  private bracket(): Token {
    const wildcard = this.match(/\[\s*\*\s*\]/y);
    if (wildcard !== undefined) return { kind: "wildcard" };
    if (this.match(/\[\s*\?\s*(?=\()/y) !== undefined) return this.filter();
    const numbers = this.match(/\[\s*([-0-9:,\s]+)\]/y)?.[1];
    if (numbers !== undefined) return this.numbers(numbers);
    const names = this.match(
      /\[\s*((?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?:\s*,\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))*)\s*\]/y,
    );
    if (names === undefined) this.fail("expected ?, ', 0-9 or * in brackets");
    const quoted = names[1]?.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g) ?? [];
    return { kind: "property", names: quoted.map((name) => unquoted(name)) };
  }

  private numbers(text: string): Token {
    if (!text.includes(":")) {
      const indexes = text.split(",").map((part) => Number(part.trim()));
      if (/(?:^|,)\s*(?:,|$)/.test(text) || indexes.some((index) => !Number.isSafeInteger(index))) {
        this.fail(`cannot read the indexes ${text}`);
      }
      return { kind: "index", indexes };
    }
    const [from = "", to = "", ...more] = text.split(":").map((part) => part.trim());
    const bounds = [from, to].map((part) => (part === "" ? undefined : Number(part)));
    if (more.length > 0 || bounds.some((bound) => Number.isNaN(bound)) || (from === "" && to === "")) {
      this.fail(`cannot read the slice ${text}`);
    }
    return { kind: "slice", from: bounds[0], to: bounds[1] };
  }

  private filter(): Token {
    const inner = new PathScanner(this.text, this.at, this.depth + 1);
    const predicate = parsePredicate(inner);
    this.at = inner.at;
    if (this.match(/\s*\]/y) === undefined) this.fail("a filter ends with )]");
    return { kind: "filter", predicate };
  }

  skipBlanks(): void {
    this.match(/\s*/y);
  }

  match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text);
    if (found === null) return undefined;
    this.at = expression.lastIndex;
    return found;
  }

  deeper(): PathScanner {
    return new PathScanner(this.text, this.at, this.depth + 1);
  }

  fail(rule: string): never {
    throw new ExpressionError(`JSONPath ${JSON.stringify(this.text.slice(0, 120))}, character ${this.at}: ${rule}`);
  }
}

export function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, "$1");
}
