import { ExpressionError } from "../../../../languages/expression-error";
import { compareNumbers, isNumber, type JavaNumber, toDouble } from "../../../../languages/java/arithmetic";
import { integer } from "../../../../languages/java/integer";
import { JavaDouble, type Value } from "../../../../languages/java/value";
import { methodTable } from "./method-table";

/** Integer, Long, BigInteger and Double, with the static methods that templates reach through any number. */
export const NUMBER_METHODS = methodTable<JavaNumber>({
  "intValue()": (self) => toInt(self),
  "longValue()": (self) => toLong(self),
  "shortValue()": (self) => (toInt(self) << 16) >> 16,
  "byteValue()": (self) => (toInt(self) << 24) >> 24,
  "doubleValue()": (self) => new JavaDouble(toDouble(self)),
  "floatValue()": (self) => new JavaDouble(Math.fround(toDouble(self))),
  "compareTo(o)": (self, p) => compared(self, ofSameClass(self, p.any(0))),
  "compare(nn)": (_self, p) => compared(p.any(0), p.any(1)),
  "isNaN()": (self) => Number.isNaN(toDouble(self)),
  "isInfinite()": (self) => Math.abs(toDouble(self)) === Number.POSITIVE_INFINITY,
  "parseInt(s)": (_self, p) => parseInteger(p.text(0), 10),
  "parseInt(si)": (_self, p) => parseInteger(p.text(0), p.int(1)),
  "parseLong(s)": (_self, p) => parseInteger(p.text(0), 10),
  "parseDouble(s)": (_self, p) => parseDouble(p.text(0)),
  "valueOf(s)": (self, p) => (self instanceof JavaDouble ? parseDouble(p.text(0)) : parseInteger(p.text(0), 10)),
  "valueOf(n)": (_self, p) => p.any(0),
  "toString(i)": (_self, p) => String(p.int(0)),
  "toString(ii)": (_self, p) => p.int(0).toString(radix(p.int(1))),
  "toHexString(i)": (_self, p) => (p.int(0) >>> 0).toString(16),
  "toBinaryString(i)": (_self, p) => (p.int(0) >>> 0).toString(2),
  "toOctalString(i)": (_self, p) => (p.int(0) >>> 0).toString(8),
  "max(nn)": (_self, p) => (compared(p.any(0), p.any(1)) >= 0 ? p.any(0) : p.any(1)),
  "min(nn)": (_self, p) => (compared(p.any(0), p.any(1)) <= 0 ? p.any(0) : p.any(1)),
  "sum(ii)": (_self, p) => (p.int(0) + p.int(1)) | 0,
  "signum(i)": (_self, p) => Math.sign(p.int(0)),
});

function compared(left: Value, right: Value): number {
  return isNumber(left) && isNumber(right) ? compareNumbers(left, right) : 0;
}

function ofSameClass(self: JavaNumber, other: Value): Value {
  if (isNumber(other) && self instanceof JavaDouble === other instanceof JavaDouble) return other;
  throw new ExpressionError("java.lang.ClassCastException: compareTo() of a number with another class");
}

/** A narrowing conversion of Java: doubles stop at the ends, integers keep their low bits. */
function toInt(value: JavaNumber): number {
  if (!(value instanceof JavaDouble)) return Number(BigInt.asIntN(32, BigInt(value)));
  return Math.max(-0x80000000, Math.min(0x7fffffff, Math.trunc(value.value) || 0));
}

function toLong(value: JavaNumber): Value {
  if (!(value instanceof JavaDouble)) return integer(BigInt.asIntN(64, BigInt(value)));
  const largest = 2 ** 63;
  if (value.value >= largest) return (1n << 63n) - 1n;
  if (value.value <= -largest) return -(1n << 63n);
  return integer(BigInt(Math.trunc(value.value) || 0));
}

function parseInteger(text: string, base: number): Value {
  const digits = text.replace(/^[+-]/, "");
  const parsed = Number.parseInt(digits, radix(base));
  const canonical = digits.toLowerCase().replace(/^0+(?=.)/, "");
  const exact = base === 10 && /^[0-9]{1,19}$/.test(digits);
  if (!exact && (Number.isNaN(parsed) || parsed.toString(base) !== canonical)) {
    throw new ExpressionError(
      `java.lang.NumberFormatException: For input string: ${JSON.stringify(text.slice(0, 40))}`,
    );
  }
  const value = exact ? BigInt(digits) : BigInt(parsed);
  return integer(text.startsWith("-") ? -value : value);
}

function parseDouble(text: string): Value {
  const trimmed = text.trim();
  if (!/^[+-]?(?:NaN|Infinity|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[fFdD]?)$/.test(trimmed)) {
    throw new ExpressionError(
      `java.lang.NumberFormatException: For input string: ${JSON.stringify(text.slice(0, 40))}`,
    );
  }
  return new JavaDouble(Number(trimmed.replace(/(?<=[0-9.])[fFdD]$/, "")));
}

function radix(base: number): number {
  return base >= 2 && base <= 36 ? base : 10;
}
