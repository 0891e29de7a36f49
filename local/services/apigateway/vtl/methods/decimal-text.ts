import { javaDouble } from "../../../../languages/java/java-double";

/** `%.2f` of Java: the shortest digits of the double, rounded half up; `toFixed` rounds the exact binary value. */
export function fixed(value: number, places: number): string {
  if (!Number.isFinite(value)) return javaDouble(value);
  const [mantissa = "", exponent = ""] = Math.abs(value).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const shift = Number(exponent) - (digits.length - 1) + places;
  const text = String(shifted(BigInt(digits), shift)).padStart(places + 1, "0");
  const point = text.length - places;
  return `${value < 0 ? "-" : ""}${text.slice(0, point)}${places === 0 ? "" : `.${text.slice(point)}`}`;
}

/** `%.2e` of Java: an exponent of two digits at least. */
export function scientific(value: number, places: number): string {
  if (!Number.isFinite(value)) return javaDouble(value);
  return value.toExponential(places).replace(/e([+-])([0-9])$/, "e$10$2");
}

function shifted(digits: bigint, shift: number): bigint {
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  const unit = 10n ** BigInt(-shift);
  return (digits + unit / 2n) / unit;
}
