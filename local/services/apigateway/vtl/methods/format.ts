import { MAX_TEXT } from "../../../../languages/bounds";
import { ExpressionError } from "../../../../languages/expression-error";
import { isNumber } from "../../../../languages/java/arithmetic";
import { print } from "../../../../languages/java/print";
import { JavaDouble, type Meter, type Value } from "../../../../languages/java/value";
import { fixed, scientific } from "./decimal-text";

const SPECIFIER = /%(?:([0-9]+)\$)?([-#+ 0,(]*)([0-9]{1,4})?(?:\.([0-9]{1,2}))?([a-zA-Z%])/g;

/** `String.format` for the conversions s, d, f, e, x, X, c, b, n and %. Others are refused as Java refuses unknown ones. */
export function format(pattern: string, values: readonly Value[], meter: Meter): string {
  let next = 0;
  let length = 0;
  return pattern.replace(
    SPECIFIER,
    (whole, position?: string, flags = "", width?: string, precision?: string, letter = "") => {
      if (letter === "%" || letter === "n") return letter === "n" ? "\n" : "%";
      const index = position === undefined ? next++ : Number(position) - 1;
      const value = values[index];
      if (value === undefined) throw new ExpressionError(`java.util.MissingFormatArgumentException: ${whole}`);
      const text = converted(letter, value, flags, precision, meter, whole);
      const filled = pad(text, Number(width ?? 0), flags);
      length += filled.length;
      if (length > MAX_TEXT) throw new ExpressionError(`format makes more than ${MAX_TEXT} characters`);
      return filled;
    },
  );
}

function converted(
  letter: string,
  value: Value,
  flags: string,
  precision: string | undefined,
  meter: Meter,
  whole: string,
): string {
  const cut = precision === undefined ? undefined : Number(precision);
  switch (letter) {
    case "s":
      return print(value, meter).slice(0, cut);
    case "S":
      return print(value, meter).slice(0, cut).toUpperCase();
    case "b":
      return String(value !== null && value !== false);
    case "c":
      if (typeof value === "string" && value.length === 1) return value;
      break;
    case "d":
      if (typeof value === "number" || typeof value === "bigint") return signed(grouped(String(value), flags), flags);
      break;
    case "x":
    case "X":
      if (typeof value === "number") {
        const hex = (value >>> 0).toString(16);
        return letter === "X" ? hex.toUpperCase() : hex;
      }
      break;
    case "f":
      if (value instanceof JavaDouble) return signed(grouped(fixed(value.value, cut ?? 6), flags), flags);
      break;
    case "e":
    case "E":
      if (value instanceof JavaDouble) {
        const text = signed(scientific(value.value, cut ?? 6), flags);
        return letter === "E" ? text.toUpperCase() : text;
      }
      break;
  }
  const of = isNumber(value) ? "number" : typeof value;
  throw new ExpressionError(`java.util.IllegalFormatException: ${whole} cannot format a ${of}`);
}

function grouped(digits: string, flags: string): string {
  return flags.includes(",") ? digits.replace(/\B(?<!\.[0-9]*)(?=(?:[0-9]{3})+(?![0-9]))/g, ",") : digits;
}

function signed(digits: string, flags: string): string {
  if (digits.startsWith("-")) return digits;
  return (flags.includes("+") ? "+" : flags.includes(" ") ? " " : "") + digits;
}

function pad(text: string, width: number, flags: string): string {
  if (flags.includes("-")) return text.padEnd(width);
  if (!flags.includes("0")) return text.padStart(width);
  const sign = /^[+-]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}
