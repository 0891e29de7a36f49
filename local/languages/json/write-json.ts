import { MAX_JSON_DEPTH, MAX_TEXT } from "../bounds";
import { ExpressionError } from "../expression-error";
import { javaDouble } from "../java/java-double";
import { HostObject, JavaDouble, JavaList, MapEntry, type Meter, type Value } from "../java/value";

/**
 * How json-smart escapes: `web` also escapes slashes (`JSONArray.toString()`), `plain` does not (`JsonPath` to JSON).
 * fidelity: docs: net.minidev.json.JStylerObj, the library behind the printing that was recorded on AWS
 */
export type JsonStyle = "plain" | "web";

const PLAIN = /["\\\p{Cc}\u2000-\u20ff]/u;
const WEB = /["\\/\p{Cc}\u2000-\u20ff]/u;
const NAMED: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "/": "\\/",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

const mostDeep = MAX_JSON_DEPTH;
const mostText = MAX_TEXT;

export function writeJson(value: Value, meter: Meter, style: JsonStyle): string {
  return meter.text(written(value, meter, style, 0));
}

function written(value: Value, meter: Meter, style: JsonStyle, depth: number): string {
  if (depth > mostDeep) throw new ExpressionError(`cannot write JSON nested deeper than ${MAX_JSON_DEPTH}`);
  meter.spend(1);
  if (typeof value === "string") return quoted(value, style);
  if (value === null || typeof value !== "object") return String(value);
  if (value instanceof JavaDouble)
    return value.digits ?? (Math.abs(value.value) === Number.POSITIVE_INFINITY ? "null" : javaDouble(value.value));
  if (value instanceof JavaList) {
    const items = joined(value.items, (item) => written(item, meter, style, depth + 1));
    return `[${items}]`;
  }
  if (value instanceof MapEntry) return `{${member(value.key, value.value, meter, style, depth)}}`;
  if (value instanceof HostObject) return quoted(value.print(meter), style);
  return `{${joined([...value], ([key, entry]) => member(key, entry, meter, style, depth))}}`;
}

function member(key: Value, value: Value, meter: Meter, style: JsonStyle, depth: number): string {
  const name = typeof key === "string" ? key : written(key, meter, style, depth + 1);
  return `${quoted(name, style)}:${written(value, meter, style, depth + 1)}`;
}

function joined<T>(items: readonly T[], write: (item: T) => string): string {
  let text = "";
  for (const item of items) {
    text += text === "" ? write(item) : `,${write(item)}`;
    if (text.length > mostText) break;
  }
  return text;
}

function quoted(text: string, style: JsonStyle): string {
  const special = style === "web" ? WEB : PLAIN;
  if (!special.test(text)) return `"${text}"`;
  let escaped = "";
  for (const character of text) escaped += special.test(character) ? escapedCharacter(character) : character;
  return `"${escaped}"`;
}

function escapedCharacter(character: string): string {
  return NAMED[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
