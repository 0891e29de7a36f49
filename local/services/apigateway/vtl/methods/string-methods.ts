import { MAX_TEXT } from "../../../../languages/bounds";
import { ExpressionError } from "../../../../languages/expression-error";
import { print } from "../../../../languages/java/print";
import { matches, replaceAll, replaceFirst, split } from "../../../../languages/java/text-patterns";
import { JavaList, type Value } from "../../../../languages/java/value";
import { format } from "./format";
import { methodTable } from "./method-table";

/** java.lang.String, static methods included (`$text.join(",", $list)`). */
export const STRING_METHODS = methodTable<string>({
  "length()": (self) => self.length,
  "isEmpty()": (self) => self === "",
  "isBlank()": (self) => self.trim() === "",
  "charAt(i)": (self, p) => cut(self, p.int(0), p.int(0) + 1),
  "substring(i)": (self, p) => cut(self, p.int(0), self.length),
  "substring(ii)": (self, p) => cut(self, p.int(0), p.int(1)),
  "subSequence(ii)": (self, p) => cut(self, p.int(0), p.int(1)),
  "indexOf(s)": (self, p) => self.indexOf(p.text(0)),
  "indexOf(si)": (self, p) => self.indexOf(p.text(0), p.int(1)),
  "indexOf(i)": (self, p) => self.indexOf(codePoint(p.int(0))),
  "lastIndexOf(s)": (self, p) => self.lastIndexOf(p.text(0)),
  "lastIndexOf(si)": (self, p) => (p.int(1) < 0 ? -1 : self.lastIndexOf(p.text(0), p.int(1))),
  "contains(s)": (self, p) => self.includes(p.text(0)),
  "startsWith(s)": (self, p) => self.startsWith(p.text(0)),
  "startsWith(si)": (self, p) => p.int(1) >= 0 && self.startsWith(p.text(0), p.int(1)),
  "endsWith(s)": (self, p) => self.endsWith(p.text(0)),
  "equalsIgnoreCase(o)": (self, p) => self.toLowerCase() === p.text(0).toLowerCase() && typeof p.any(0) === "string",
  "contentEquals(s)": (self, p) => self === p.text(0),
  "compareTo(o)": (self, p) => compare(self, ofStrings(p.any(0))),
  "compareToIgnoreCase(s)": (self, p) => compare(self.toLowerCase(), p.text(0).toLowerCase()),
  "concat(s)": (self, p, meter) => meter.text(self + p.text(0)),
  "replace(ss)": (self, p, meter) => meter.text(replaceLiteral(self, p.text(0), p.text(1))),
  "replaceAll(ss)": (self, p, meter) => meter.text(replaceAll(self, p.text(0), p.text(1))),
  "replaceFirst(ss)": (self, p, meter) => meter.text(replaceFirst(self, p.text(0), p.text(1))),
  "matches(s)": (self, p) => matches(self, p.text(0)),
  "split(s)": (self, p, meter) => list(split(self, p.text(0), 0), meter.spend.bind(meter)),
  "split(si)": (self, p, meter) => list(split(self, p.text(0), p.int(1)), meter.spend.bind(meter)),
  "toLowerCase()": (self) => self.toLowerCase(),
  "toUpperCase()": (self) => self.toUpperCase(),
  "trim()": (self) => trim(self),
  "strip()": (self) => self.trim(),
  "stripLeading()": (self) => self.trimStart(),
  "stripTrailing()": (self) => self.trimEnd(),
  "repeat(i)": (self, p, meter) => meter.text(repeat(self, p.int(0))),
  "intern()": (self) => self,
  "codePointAt(i)": (self, p) => cut(self, p.int(0), p.int(0) + 1) && (self.codePointAt(p.int(0)) ?? null),
  "toCharArray()": (self, _p, meter) => list(self.split(""), meter.spend.bind(meter)),
  "valueOf(o)": (_self, p, meter) => print(p.any(0), meter),
  "format(s*)": (_self, p, meter) => meter.text(format(p.text(0), p.rest(1), meter)),
  "join(sl)": (_self, p, meter) => join(p.text(0), p.list(1), (value) => print(value, meter)),
  "join(s*)": (_self, p, meter) => join(p.text(0), p.rest(1), (value) => print(value, meter)),
});

function cut(text: string, from: number, to: number): string {
  if (from < 0 || to > text.length || from > to) {
    const range = `${from}, ${to}`;
    throw new ExpressionError(
      `java.lang.StringIndexOutOfBoundsException: ${range} of a text of ${text.length} characters`,
    );
  }
  return text.slice(from, to);
}

/** Everything up to the blank, control characters included; JavaScript's trim knows other blanks. */
function trim(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && text.charCodeAt(from) <= 32) from++;
  while (to > from && text.charCodeAt(to - 1) <= 32) to--;
  return text.slice(from, to);
}

/** By UTF-16 units, as Java compares; the difference of the first that differ, else of the lengths. */
function compare(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) {
    const difference = left.charCodeAt(index) - right.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function ofStrings(other: Value): string {
  if (typeof other === "string") return other;
  throw new ExpressionError("java.lang.ClassCastException: compareTo() of a string with another class");
}

function codePoint(code: number): string {
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\uffff\uffff";
}

function repeat(text: string, count: number): string {
  if (count < 0) throw new ExpressionError(`java.lang.IllegalArgumentException: count is negative: ${count}`);
  if (text.length * count > MAX_TEXT)
    throw new ExpressionError(`repeat(${count}) makes more than ${MAX_TEXT} characters`);
  return text.repeat(count);
}

function replaceLiteral(text: string, wanted: string, by: string): string {
  const parts = wanted === "" ? ["", ...text, ""] : text.split(wanted);
  if (text.length + (parts.length - 1) * by.length > MAX_TEXT) {
    throw new ExpressionError(`replace makes more than ${MAX_TEXT} characters`);
  }
  return parts.join(by);
}

function list(items: readonly string[], spend: (steps: number) => void): JavaList {
  spend(items.length >> 2);
  return new JavaList([...items], "array");
}

function join(separator: string, items: readonly Value[], text: (value: Value) => string): string {
  let joined = "";
  items.forEach((item, index) => {
    joined += index === 0 ? text(item) : separator + text(item);
    if (joined.length > MAX_TEXT) throw new ExpressionError(`join makes more than ${MAX_TEXT} characters`);
  });
  return joined;
}
