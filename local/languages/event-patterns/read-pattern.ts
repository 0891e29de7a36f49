import { MAX_JSON_DEPTH } from "../bounds";
import { PatternError } from "./pattern-error";

/** JSON as a pattern needs it: keys that repeat are all there, and numbers as they were written. */
export type Node =
  | { readonly kind: "object"; readonly entries: readonly (readonly [key: string, value: Node])[] }
  | { readonly kind: "array"; readonly items: readonly Node[] }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "word"; readonly text: string };

/** @throws {PatternError} for text that is no JSON */
export const readPattern = (text: string): Node => {
  try {
    JSON.parse(text);
  } catch (error) {
    throw new PatternError(error instanceof Error ? error.message : String(error));
  }
  return new Reader(text).value(0);
};

const TOKEN = /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|([^ \t\n\r{}[\],:"]+))/y;

/** Reads text that is known to be JSON. */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): Node {
    if (depth > MAX_JSON_DEPTH) throw new PatternError(`nested deeper than ${MAX_JSON_DEPTH}`);
    const token = this.next();
    if (token === "{") return { kind: "object", entries: this.entries(depth) };
    if (token === "[") return { kind: "array", items: this.items(depth) };
    if (token.startsWith('"')) return { kind: "text", text: unquoted(token) };
    return { kind: /^[-0-9]/.test(token) ? "number" : "word", text: token };
  }

  private entries(depth: number): [string, Node][] {
    const entries: [string, Node][] = [];
    if (this.follows("}")) return entries;
    do {
      const key = unquoted(this.next());
      this.next(); // the colon
      entries.push([key, this.value(depth + 1)]);
    } while (this.next() === ",");
    return entries;
  }

  private items(depth: number): Node[] {
    const items: Node[] = [];
    if (this.follows("]")) return items;
    do items.push(this.value(depth + 1));
    while (this.next() === ",");
    return items;
  }

  private follows(token: string): boolean {
    const before = this.at;
    if (this.next() === token) return true;
    this.at = before;
    return false;
  }

  private next(): string {
    TOKEN.lastIndex = this.at;
    const found = TOKEN.exec(this.text);
    this.at = TOKEN.lastIndex;
    return found?.[1] ?? found?.[2] ?? found?.[3] ?? "";
  }
}

const unquoted = (token: string): string => JSON.parse(token) as string; // a token in quotes
