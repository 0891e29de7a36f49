import { createHash, createHmac } from "node:crypto";
import { isMap, type Json } from "../case-file";

/** What `${name}` stands for; `undefined`: the text is left as it is. */
export type Lookup = (name: string) => unknown;

/** A value of a case with everything put in: variables, and what JSON cannot write. Bytes become `Uint8Array`, times `Date`. */
export const filled = (value: Json, lookup: Lookup, own: Makers = {}): unknown => {
  if (typeof value === "string") return text(value, lookup);
  if (Array.isArray(value)) return value.map((each) => filled(each, lookup, own));
  if (!isMap(value)) return value;
  const [[name, operand] = ["", null], ...others] = Object.entries(value);
  const make = others.length === 0 ? (own[name] ?? MAKERS[name]) : undefined;
  if (make) return make(operand, lookup, own);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      const made = filled(each, lookup, own);
      return made === undefined ? [] : [[text(key, lookup), made]];
    }),
  );
};

/** Variables alone keep their type; what they stand for may be nothing. */
const text = (value: string, lookup: Lookup): unknown => {
  const [, whole] = /^\$\{([^{}]+)\}$/.exec(value) ?? [];
  if (whole !== undefined) {
    const found = lookup(whole);
    return found === ABSENT ? undefined : (found ?? value);
  }
  return value.replace(/\$\{([^{}]+)\}/g, (place, name: string) => {
    const found = lookup(name);
    return found === undefined ? place : String(found);
  });
};

/** Stands for a member that is left out. */
export const ABSENT = Symbol("absent");

type Maker = (operand: Json, lookup: Lookup, own: Makers) => unknown;

/** What makes a value of `{"$name": operand}`, by name. */
export type Makers = Readonly<Record<string, Maker>>;

const MAKERS: Makers = {
  $base64: (operand) => new Uint8Array(Buffer.from(String(operand), "base64")),
  $repeat: (operand) => {
    const {
      text = "",
      char = text,
      times = 0,
      length = times,
      prefix = "",
      suffix = "",
    } = isMap(operand) ? operand : {};
    return `${prefix}${String(char).repeat(Number(length))}${suffix}`;
  },
  $concat: (operand, lookup, own) =>
    (Array.isArray(operand) ? operand : []).map((each) => filled(each, lookup, own)).join(""),
  $list: (operand, lookup) => {
    const { item = null, times = 0 } = isMap(operand) ? operand : {};
    return Array.from({ length: Number(times) }, (_, n) => filled(item, (name) => (name === "n" ? n : lookup(name))));
  },
  $jsonText: (operand, lookup, own) => JSON.stringify(filled(operand, lookup, own)),
  $time: (operand) => new Date(Date.now() + Number(operand) * 1000),
  $now: (operand) => new Date(Date.now() + Number(operand) * 1000),
  $secretHash: (operand, lookup) => {
    const { username, clientId, secret } = filled(operand, lookup) as Record<string, string>;
    return createHmac("sha256", secret ?? "")
      .update(`${username}${clientId}`)
      .digest("base64");
  },
  $s256: (operand, lookup) =>
    createHash("sha256")
      .update(String(filled(operand, lookup)))
      .digest("base64url"),
};

/** An expectation with its variables put in; what it has of matchers stays. */
export const filledExpectation = (value: Json, lookup: Lookup): Json => {
  if (typeof value === "string") return text(value, lookup) as Json;
  if (Array.isArray(value)) return value.map((each) => filledExpectation(each, lookup));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [String(text(key, lookup)), filledExpectation(each, lookup)]),
  );
};
