import { MAX_JSON_DEPTH } from "../bounds";
import { JavaList, type JavaMap, type Value } from "../java/value";

/** What JavaScript's parser would read otherwise than Java: fractions, large numbers, keys that are indexes. */
const RISKY = /[0-9][.eE]|[0-9]{16}|"[0-9]+"\s*:/;
const mostDeep = MAX_JSON_DEPTH;

/** JSON through the built-in parser, where that gives the same; undefined: read it character by character. */
export function quickJson(text: string): Value | undefined {
  const first = text.charCodeAt(0);
  if ((first !== 123 && first !== 91) || RISKY.test(text)) return undefined;
  try {
    return converted(JSON.parse(text), 0);
  } catch {
    return undefined;
  }
}

function converted(value: unknown, depth: number): Value {
  if (typeof value !== "object" || value === null) return value as string | number | boolean | null;
  if (depth >= mostDeep) throw new RangeError("too deep");
  if (Array.isArray(value)) {
    const items: Value[] = [];
    for (const item of value) items.push(converted(item, depth + 1));
    return new JavaList(items, "json");
  }
  const map: JavaMap = new Map();
  // Object.entries, not for-in: a key named __proto__ is an own key like any other.
  for (const [key, entry] of Object.entries(value)) map.set(key, converted(entry, depth + 1));
  return map;
}
