import { MAX_JSON_DEPTH, MAX_TEXT } from "../bounds";
import { ExpressionError } from "../expression-error";
import { writeJson } from "../json/write-json";
import { javaDouble } from "./java-double";
import { HostObject, JavaDouble, JavaList, type JavaMap, MapEntry, type Meter, SilentMap, type Value } from "./value";

/** `toString()` of Java: `{a=1, b=[x, y]}`; lists that came out of JSON print as JSON text. */
export function print(value: Value, meter: Meter): string {
  return typeof value === "string" ? value : meter.text(printed(value, meter, 0));
}

function printed(value: Value, meter: Meter, depth: number): string {
  if (depth > MAX_JSON_DEPTH) throw new ExpressionError(`cannot print a value nested deeper than ${MAX_JSON_DEPTH}`);
  if (value === null) return "null";
  if (typeof value !== "object") return String(value);
  if (value instanceof JavaDouble) return value.digits ?? javaDouble(value.value);
  if (value instanceof JavaList) return printedList(value, meter, depth);
  if (value instanceof MapEntry) {
    return `${printed(value.key, meter, depth + 1)}=${printed(value.value, meter, depth + 1)}`;
  }
  if (value instanceof HostObject) return value.print(meter);
  return value instanceof SilentMap ? "" : printedMap(value, meter, depth);
}

function printedList(list: JavaList, meter: Meter, depth: number): string {
  if (list.kind === "array") return "[Ljava.lang.String;@1b6d3586";
  if (list.kind === "json") return writeJson(list, meter, "web");
  let text = "[";
  for (const item of list.items) {
    text += (text.length > 1 ? ", " : "") + printed(item, meter, depth + 1);
    meter.spend(1);
    if (text.length > MAX_TEXT) break;
  }
  return `${text}]`;
}

function printedMap(map: JavaMap, meter: Meter, depth: number): string {
  let text = "{";
  for (const [key, value] of map) {
    const entry = `${printed(key, meter, depth + 1)}=${printed(value, meter, depth + 1)}`;
    text += (text.length > 1 ? ", " : "") + entry;
    meter.spend(1);
    if (text.length > MAX_TEXT) break;
  }
  return `${text}}`;
}
