import { integer } from "../../../../languages/java/integer";
import { JavaDouble } from "../../../../languages/java/value";
import { NOTHING } from "../values/nothing";
import type { Expression } from "./ast";
import { parseReference, parseSteps } from "./parse-reference";
import { parseString } from "./parse-string";
import type { Reader } from "./reader";

/** In a call a bare word is a reference that never has a value (`put("k", null)`); elsewhere it is an error. */
export type Place = "call" | "directive";

const INTEGER = /-?[0-9]+/y;
const FLOAT = /-?(?:[0-9]+\.(?!\.)[0-9]*(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+)/y;
const WORD = /[A-Za-z_][A-Za-z0-9_-]*/y;

/** A value with blanks around it: an argument, an element of a list, a key or value of a map. */
export function parseParameter(reader: Reader, place: Place): Expression {
  reader.skipBlanks();
  const value = parseOperand(reader, place);
  reader.skipBlanks();
  return value;
}

/** `[` is already read. */
export function parseIndexKey(reader: Reader): Expression {
  reader.skipBlanks();
  const key = parseString(reader) ?? parseInteger(reader) ?? parseBoolean(reader) ?? parseReference(reader);
  if (key === undefined) reader.fail(`an index is a string, an integer or a reference, found ${reader.found()}`);
  reader.skipBlanks();
  reader.expect("]", "to close the index");
  return key;
}

export function parseOperand(reader: Reader, place: Place): Expression {
  const simple = parseString(reader) ?? parseBoolean(reader) ?? parseReference(reader) ?? parseNumber(reader);
  if (simple !== undefined) return simple;
  if (reader.take("[")) return reader.nested(() => parseListOrRange(reader, place));
  if (reader.take("{")) return reader.nested(() => parseMap(reader, place));
  if (place === "call" && reader.match(WORD) !== undefined) {
    parseSteps(reader);
    return NOTHING;
  }
  return reader.fail(`expected a value, found ${reader.found()}`);
}

function parseListOrRange(reader: Reader, place: Place): Expression {
  reader.skipBlanks();
  if (reader.take("]")) return { kind: "list", items: [] };
  const first = parseParameter(reader, place);
  if (reader.take("..")) {
    reader.skipBlanks();
    const to = parseInteger(reader) ?? parseReference(reader);
    if (to === undefined) reader.fail("a range ends with an integer or a reference");
    reader.skipBlanks();
    reader.expect("]", "to close the range");
    return { kind: "range", from: first, to };
  }
  const items = [first];
  while (reader.take(",")) items.push(parseParameter(reader, place));
  reader.expect("]", "to close the list");
  return { kind: "list", items };
}

function parseMap(reader: Reader, place: Place): Expression {
  reader.skipBlanks();
  const entries: [Expression, Expression][] = [];
  if (reader.take("}")) return { kind: "map", entries };
  do {
    const key = parseParameter(reader, place);
    reader.expect(":", "between key and value of a map");
    entries.push([key, parseParameter(reader, place)]);
  } while (reader.take(","));
  reader.expect("}", "to close the map");
  return { kind: "map", entries };
}

function parseNumber(reader: Reader): Expression | undefined {
  const float = reader.match(FLOAT);
  if (float !== undefined) return { kind: "literal", value: new JavaDouble(Number(float[0])) };
  return parseInteger(reader);
}

function parseInteger(reader: Reader): Expression | undefined {
  const digits = reader.match(INTEGER);
  return digits === undefined ? undefined : { kind: "literal", value: integer(digits[0]) };
}

function parseBoolean(reader: Reader): Expression | undefined {
  const word = reader.match(/(?:\$!?)?(true|false)(?![A-Za-z0-9_@-])/y);
  return word === undefined ? undefined : { kind: "literal", value: word[1] === "true" };
}
