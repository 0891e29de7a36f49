import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { type SrpUser, type SrpVerifier, srpVerifier } from "./srp";

export interface KeptPassword {
  readonly salt: string;
  readonly hash: string;
  /** Of scrypt. @default 16384, as in older versions */
  readonly cost?: number;
  /** Of older versions there is none: such a user signs in by other flows until the password is changed. */
  readonly srp?: SrpVerifier;
}

export const keepPassword = (user: SrpUser, password: string): KeptPassword => {
  const salt = randomBytes(16).toString("base64");
  return { salt, hash: hash(password, salt, COST).toString("base64"), cost: COST, srp: srpVerifier(user, password) };
};

/** Takes as long where there is none: who guesses does not learn it from the time. */
export const isPassword = (kept: KeptPassword | undefined, password: string): boolean => {
  const { salt, hash: expected, cost } = kept ?? NOBODYS;
  return timingSafeEqual(hash(password, salt, cost), Buffer.from(expected, "base64")) && kept !== undefined;
};

/**
 * What whoever guesses and whoever floods a pool with sign-ups makes this process wait for, some 4 ms: the verifier that
 * lies beside the hash is cheaper to guess at than any hash, so that a dearer one would protect nothing.
 */
const COST = 1_024;

const hash = (password: string, salt: string, N = 16_384): Buffer => scryptSync(password, salt, 32, { N });

const NOBODYS = { salt: randomBytes(16).toString("base64"), hash: randomBytes(32).toString("base64"), cost: COST };
