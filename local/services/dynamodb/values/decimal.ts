/** A decimal number: `0.digits × 10^exponent`. Zero has no digits. */
export interface Decimal {
  readonly negative: boolean;
  /** Without zeros at either end. */
  readonly digits: string;
  readonly exponent: number;
}

// fidelity: docs: "Supported data types": 38 digits, 1E-130 to 9.9999999999999999999999999999999999999E+125
const MAX_DIGITS = 38;
const MAX_EXPONENT = 126;
const MIN_EXPONENT = -129;

/** The number is none, or one that DynamoDB does not keep; the message is its own. */
export class NumberError extends Error {}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** @throws {NumberError} */
export const parseDecimal = (text: string): Decimal => {
  const [, sign = "", whole = "", fraction = "", power = "0"] = NUMBER.exec(text) ?? [];
  if (whole === "" && fraction === "") throw new NumberError(noNumber(text));
  return decimal(sign === "-", whole + fraction, whole.length + Number(power));
};

const noNumber = (text: string): string =>
  `The parameter cannot be converted to a numeric value${text === "" ? "" : `: ${text}`}`;

/** `0.digits × 10^exponent` in its one form. @throws {NumberError} outside of what DynamoDB keeps */
const decimal = (negative: boolean, digits: string, exponent: number): Decimal => {
  const significant = digits.replace(/^0+/, "");
  const kept = significant.replace(/0+$/, "");
  if (kept === "") return { negative: false, digits: "", exponent: 0 };
  const scale = exponent - (digits.length - significant.length);
  // fidelity: observed: dynalite's tests against AWS
  if (scale > MAX_EXPONENT) throw new NumberError(outOfRange("overflow", "larger"));
  if (scale < MIN_EXPONENT) throw new NumberError(outOfRange("underflow", "smaller"));
  if (kept.length > MAX_DIGITS) {
    throw new NumberError("Attempting to store more than 38 significant digits in a Number");
  }
  return { negative, digits: kept, exponent: scale };
};

const outOfRange = (flow: string, than: string): string =>
  `Number ${flow}. Attempting to store a number with magnitude ${than} than supported range`;

/** Without exponent: DynamoDB answers so. */
export const formatDecimal = ({ negative, digits, exponent }: Decimal): string => {
  if (digits === "") return "0";
  const sign = negative ? "-" : "";
  if (exponent <= 0) return `${sign}0.${"0".repeat(-exponent)}${digits}`;
  if (digits.length <= exponent) return sign + digits.padEnd(exponent, "0");
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
};

const PLAIN = /^(?:0|-?[1-9]\d{0,37})$/;

/** The one text of a number. @throws {NumberError} */
export const canonicalNumber = (text: string): string => (PLAIN.test(text) ? text : formatDecimal(parseDecimal(text)));

/** Below 0, 0 or above 0. */
export const compareDecimals = (one: Decimal, other: Decimal): number => {
  if (one.digits === "" || other.digits === "") return signOf(one) - signOf(other);
  if (one.negative !== other.negative) return one.negative ? -1 : 1;
  const size = one.exponent - other.exponent || (one.digits < other.digits ? -1 : one.digits > other.digits ? 1 : 0);
  return one.negative ? -size : size;
};

const signOf = ({ negative, digits }: Decimal): number => (digits === "" ? 0 : negative ? -1 : 1);

/** Exact. @throws {NumberError} for a result that DynamoDB does not keep */
export const addNumbers = (one: string, other: string): string => {
  const [left, right] = [parseDecimal(one), parseDecimal(other)];
  const scale = Math.max(left.digits.length - left.exponent, right.digits.length - right.exponent, 0);
  const sum = scaled(left, scale) + scaled(right, scale);
  const digits = String(sum < 0n ? -sum : sum);
  return formatDecimal(decimal(sum < 0n, digits, digits.length - scale));
};

export const subtractNumbers = (one: string, other: string): string =>
  addNumbers(one, other.startsWith("-") ? other.slice(1) : `-${other}`);

/** The number times `10^scale`, which makes it whole. */
const scaled = ({ negative, digits, exponent }: Decimal, scale: number): bigint => {
  if (digits === "") return 0n;
  const whole = BigInt(digits.padEnd(scale + exponent, "0"));
  return negative ? -whole : whole;
};
