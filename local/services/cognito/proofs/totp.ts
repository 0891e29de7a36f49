import { createHmac, randomBytes } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_MS = 30_000;

/** A new secret of 160 bits in base32. */
export const newTotpSecret = (): string => Array.from(randomBytes(32), (byte) => LETTERS[byte % 32]).join("");

const secretBytes = (secret: string): Buffer => {
  const bits = [...secret.replace(/=+$/, "").toUpperCase()]
    .map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

/** The one-time password of a secret at a step of time. @see RFC 6238, RFC 4226 */
const codeAt = (secret: string, step: number): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", secretBytes(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
};

/** The one-time password of now; milliseconds since the epoch. */
export const totpCode = (secret: string, now: number): string => codeAt(secret, Math.floor(now / STEP_MS));

/** The step of time that a one-time password is of: now, or one before or after, for clocks differ. */
export const totpStep = (secret: string, code: string, now: number): number | undefined => {
  const step = Math.floor(now / STEP_MS);
  return [step, step - 1, step + 1].find((each) => codeAt(secret, each) === code);
};
