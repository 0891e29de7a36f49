import type { AttributeValue, Item } from "../values/attribute-value";
import { mapOf } from "./collections";
import { flag } from "./plain";
import { isObject, notList, notObject, notPlain, serialization } from "./serialization";
import type { Shape } from "./shape";

const JAVA = "com.amazonaws.dynamodb.v20120810.AttributeValue";

const readText = (raw: unknown): string => {
  if (typeof raw !== "string") throw notPlain(raw, "String");
  return raw;
};

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

const readBinary = (raw: unknown): string => {
  if (typeof raw === "number" || typeof raw === "boolean") {
    throw serialization("only base-64-encoded strings are convertible to bytes");
  }
  if (Array.isArray(raw)) throw serialization("Unrecognized collection type class java.nio.ByteBuffer");
  if (typeof raw !== "string") throw notPlain(raw, "String");
  if (raw.length % 4 !== 0) {
    throw serialization(`Base64 encoded length is expected a multiple of 4 bytes but found: ${raw.length}`);
  }
  if (!BASE64.test(raw) || Buffer.from(raw, "base64").toString("base64") !== raw) {
    throw serialization("Invalid last non-pad Base64 character dectected");
  }
  return raw;
};

const listOf =
  <Value>(read: (raw: unknown) => Value) =>
  (raw: unknown): Value[] => {
    if (!Array.isArray(raw)) throw notList(raw);
    return raw.map(read);
  };

const READERS: Readonly<Record<string, (raw: unknown) => unknown>> = {
  S: readText,
  N: readText,
  B: readBinary,
  BOOL: (raw) => flag.read(raw),
  NULL: (raw) => flag.read(raw),
  SS: listOf(readText),
  NS: listOf(readText),
  BS: listOf(readBinary),
  L: listOf((raw) => readValue(raw)),
  M: (raw) => readItem(raw),
};

/** Of the right kinds of JSON; whether it is a value that DynamoDB keeps says `checkValue`. */
const readValue = (raw: unknown): AttributeValue => {
  if (!isObject(raw)) throw notObject(raw, `class ${JAVA}`);
  const value: Record<string, unknown> = {};
  for (const type of Object.keys(raw)) {
    const content = raw[type];
    if (Object.hasOwn(READERS, type) && content !== null) value[type] = READERS[type]?.(content);
  }
  return value as AttributeValue; // or has none or several types, which `checkValue` refuses
};

const readItem = (raw: unknown): Item => {
  if (!isObject(raw)) {
    throw Array.isArray(raw) ? notObject(raw, `java.util.Map<java.lang.String, ${JAVA}>`) : notList("");
  }
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, readValue(value)]));
};

/** One value. */
export const attributeValue: Shape<AttributeValue> = {
  isStructure: true,
  members: true,
  read: readValue,
  check: () => {},
  show: (value) => JSON.stringify(value),
};

/** Attributes by name. */
export const attributes: Shape<Item> = {
  members: true,
  read: readItem,
  check: () => {},
  show: (item) => JSON.stringify(item),
};

/** Placeholders of expressions. */
export const valuePlaceholders: Shape<Item> = attributes;
export const namePlaceholders: Shape<Readonly<Record<string, string>>> = {
  ...mapOf({ members: true, read: readText, check: () => {}, show: (name) => name }, { of: "java.lang.String" }),
  members: true,
};
