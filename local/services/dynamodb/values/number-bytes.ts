import { parseDecimal } from "./decimal";

const NEGATIVE = 1;
const ZERO = 2;
const POSITIVE = 3;

/** Exponents reach from -129 to 126. */
const EXPONENT_BIAS = 129;

/**
 * Bytes that sort as the numbers do: the sign, then the exponent and two digits a byte, closed by 0. Of a negative
 * number all bytes after the sign are turned round.
 */
export const numberBytes = (text: string): Buffer => {
  const { negative, digits, exponent } = parseDecimal(text);
  if (digits === "") return Buffer.from([ZERO]);
  const pairs = digits.length % 2 === 0 ? digits : `${digits}0`;
  const bytes = Buffer.alloc(3 + pairs.length / 2);
  bytes[0] = negative ? NEGATIVE : POSITIVE;
  bytes[1] = exponent + EXPONENT_BIAS;
  for (let at = 0; at < pairs.length; at += 2) bytes[2 + at / 2] = Number(pairs.slice(at, at + 2)) + 1;
  if (negative) for (let at = 1; at < bytes.length; at++) bytes[at] = 255 - (bytes[at] ?? 0);
  return bytes;
};
