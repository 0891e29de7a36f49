import { MAX_JSON_DEPTH } from "../bounds";
import { integer } from "../java/integer";
import { JavaDouble, JavaList, type JavaMap, type Value } from "../java/value";
import { quickJson } from "./quick-json";

/** Text that even the lenient parser refuses. */
export class JsonError extends Error {
  override readonly name = "JsonError";
}

/**
 * JSON as json-smart reads it in its permissive mode: single quotes, words without quotes, stray commas, text behind the value.
 * So a body that is no JSON at all is a string.
 * fidelity: docs: net.minidev.json.parser.JSONParserBase, MODE_PERMISSIVE; a trailing comma in a request template: recorded on AWS
 *
 * @throws JsonError
 */
export function parseJson(text: string): Value {
  return quickJson(text) ?? new JsonReader(text).first();
}

const BLANKS: ReadonlySet<number> = new Set([32, 9, 10, 13]);
/** Short integers and keywords, the common case. */
const QUICK = /(?:(-?[0-9]{1,15})|(true)|(false)|(null))[ \t\n\r]*/y;
const NUMBER = /-?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?/y;
/** Without a backslash a string is taken as it is, control characters included. */
const SIMPLE_STRING = /"[^"\\]*"|'[^'\\]*'/y;
const ENDS = {
  top: /[\s\S]*/y,
  key: /[^:]*/y,
  value: /[^,}]*/y,
  item: /[^,\]]*/y,
} as const;
const ESCAPES: Readonly<Record<string, string>> = {
  t: "\t",
  n: "\n",
  r: "\r",
  f: "\f",
  b: "\b",
  "\\": "\\",
  "/": "/",
  "'": "'",
  '"': '"',
};

const mostDeep = MAX_JSON_DEPTH;

class JsonReader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  first(): Value {
    this.blanks();
    if (this.at >= this.text.length) return "";
    return this.value("top");
  }

  private value(place: keyof typeof ENDS): Value {
    this.blanks();
    switch (this.text.charAt(this.at)) {
      case "{":
        return this.nested(() => this.object());
      case "[":
        return this.nested(() => this.list());
      case '"':
      case "'":
        return this.string();
      case ":":
      case "}":
      case "]":
      case "":
        return this.fail();
      default:
        return this.bare(place);
    }
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > mostDeep) this.fail();
    const value = read();
    this.depth--;
    return value;
  }

  private object(): Value {
    const map: JavaMap = new Map();
    this.at++;
    for (;;) {
      this.blanks();
      const next = this.text.charAt(this.at);
      if (next === "}" || next === ",") {
        this.at++;
        if (next === "}") return map;
        continue;
      }
      if (next === "" || next === ":" || next === "]" || next === "[" || next === "{") this.fail();
      const key = next === '"' || next === "'" ? this.string() : this.match(ENDS.key).trim();
      this.blanks();
      if (this.text.charAt(this.at) !== ":") this.fail();
      this.at++;
      map.set(key, this.value("value"));
      this.blanks();
      const end = this.text.charAt(this.at);
      if (end !== "," && end !== "}") this.fail();
    }
  }

  private list(): Value {
    const items: Value[] = [];
    this.at++;
    for (;;) {
      this.blanks();
      const next = this.text.charAt(this.at);
      if (next === "]" || next === ",") {
        this.at++;
        if (next === "]") return new JavaList(items, "json");
        continue;
      }
      items.push(this.value("item"));
    }
  }

  /** A number, a keyword, or a word without quotes. */
  private bare(place: keyof typeof ENDS): Value {
    QUICK.lastIndex = this.at;
    const quick = place === "top" ? null : QUICK.exec(this.text);
    if (quick !== null && this.ends(place, QUICK.lastIndex)) {
      this.at = QUICK.lastIndex;
      if (quick[1] !== undefined) return Number(quick[1]) || 0;
      return quick[4] === undefined ? quick[2] !== undefined : null;
    }
    const begin = this.at;
    const word = this.match(ENDS[place]).trim();
    if (word === "true" || word === "false") return word === "true";
    if (word === "null") return null;
    if (word === "NaN") return new JavaDouble(Number.NaN);
    if (word === "-") return 0;
    if (!/^-?[0-9]/.test(word)) return word;
    NUMBER.lastIndex = begin;
    return NUMBER.exec(this.text)?.[0] === word ? number(word) : word;
  }

  private string(): string {
    SIMPLE_STRING.lastIndex = this.at;
    if (SIMPLE_STRING.test(this.text)) {
      const begin = this.at + 1;
      this.at = SIMPLE_STRING.lastIndex;
      return this.text.slice(begin, this.at - 1);
    }
    const quote = this.text.charAt(this.at++);
    let read = "";
    for (;;) {
      const character = this.text.charAt(this.at++);
      if (character === quote) return read;
      if (character === "") this.fail();
      if (character === "\\") read += this.escaped();
      // Behind a backslash somewhere in the string the permissive mode drops control characters.
      else if (character >= " " && character !== "\u007f") read += character;
    }
  }

  private escaped(): string {
    const character = this.text.charAt(this.at++);
    if (character !== "u" && character !== "x") return ESCAPES[character] ?? "";
    const digits = this.text.slice(this.at, this.at + (character === "u" ? 4 : 2));
    if (!/^(?:[0-9a-fA-F]{4}|[0-9a-fA-F]{2})$/.test(digits) || (character === "u") !== (digits.length === 4))
      this.fail();
    this.at += digits.length;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private ends(place: keyof typeof ENDS, at: number): boolean {
    const next = this.text.charAt(at);
    return next === "," || next === (place === "item" ? "]" : "}");
  }

  private blanks(): void {
    while (BLANKS.has(this.text.charCodeAt(this.at))) this.at++;
  }

  private match(expression: RegExp): string {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  private fail(): never {
    throw new JsonError(`no JSON at character ${this.at}`);
  }
}

/** More than 18 characters are kept as they are where a double would change them (a BigDecimal). */
function number(digits: string): Value {
  if (/^-?[0-9]+$/.test(digits)) return integer(digits);
  const value = Number(digits);
  return digits.length > 18 && String(value) !== digits ? new JavaDouble(value, digits) : new JavaDouble(value);
}
