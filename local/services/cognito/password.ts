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

export const isPassword = (kept: KeptPassword | undefined, password: string): boolean =>
  kept !== undefined && timingSafeEqual(hash(password, kept.salt), Buffer.from(kept.hash, "base64"));

const hash = (password: string, salt: string): Buffer => scryptSync(password, salt, 32);
