import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { type SrpUser, type SrpVerifier, srpVerifier } from "./srp";

export interface KeptPassword {
  readonly salt: string;
  readonly hash: string;
  /** Of older versions there is none: such a user signs in by other flows until the password is changed. */
  readonly srp?: SrpVerifier;
}

export const keepPassword = (user: SrpUser, password: string): KeptPassword => {
  const salt = randomBytes(16).toString("base64");
  return { salt, hash: hash(password, salt).toString("base64"), srp: srpVerifier(user, password) };
};

/** Takes as long where there is none: who guesses does not learn it from the time. */
export const isPassword = (kept: KeptPassword | undefined, password: string): boolean => {
  const { salt, hash: expected } = kept ?? NOBODYS;
  return timingSafeEqual(hash(password, salt), Buffer.from(expected, "base64")) && kept !== undefined;
};

const hash = (password: string, salt: string): Buffer => scryptSync(password, salt, 32);

const NOBODYS = { salt: randomBytes(16).toString("base64"), hash: randomBytes(32).toString("base64") };
