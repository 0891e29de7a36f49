/** The few kinds of ASN.1 value that a certificate is made of, in DER (X.690). */
const value = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const hex = content.length.toString(16);
  const length = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content]);
};

export const sequence = (...parts: readonly Buffer[]): Buffer => value(0x30, ...parts);
export const set = (...parts: readonly Buffer[]): Buffer => value(0x31, ...parts);
export const octets = (content: Buffer): Buffer => value(0x04, content);
export const utf8 = (text: string): Buffer => value(0x0c, Buffer.from(text));
export const yes = (): Buffer => value(0x01, Buffer.from([0xff]));

/** Positive, big-endian. */
export const integer = (bytes: Buffer): Buffer =>
  value(0x02, (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);

/** The last `unused` bits do not count. */
export const bits = (content: Buffer, unused = 0): Buffer => value(0x03, Buffer.from([unused]), content);

/** `[n]` around whole values. */
export const explicit = (n: number, content: Buffer): Buffer => value(0xa0 | n, content);

/** `[n]` in the place of a plain value's own tag. */
export const implicit = (n: number, content: Buffer): Buffer => value(0x80 | n, content);

/** Any time from 1950 to 9999: UTCTime until 2049, GeneralizedTime after it (RFC 5280, 4.1.2.5). */
export const time = (at: Date): Buffer => {
  const digits = `${at.toISOString().replace(/\D/g, "").slice(0, 14)}Z`;
  return at.getUTCFullYear() < 2050 ? value(0x17, Buffer.from(digits.slice(2))) : value(0x18, Buffer.from(digits));
};

/** `1.2.840.10045.4.3.2`. */
export const oid = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...others] = dotted.split(".").map(Number);
  return value(0x06, Buffer.from([first * 40 + second, ...others.flatMap(base128)]));
};

const base128 = (number: number): number[] => {
  const digits = [number & 0x7f];
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128))
    digits.unshift((rest & 0x7f) | 0x80);
  return digits;
};
