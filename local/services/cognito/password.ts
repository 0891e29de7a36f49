import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";

export interface KeptPassword {
  readonly salt: string;
  readonly hash: string;
}

export const keepPassword = (password: string): KeptPassword => {
  const salt = randomBytes(16).toString("base64");
  return { salt, hash: hash(password, salt).toString("base64") };
};

export const isPassword = (kept: KeptPassword | undefined, password: string): boolean =>
  kept !== undefined && timingSafeEqual(hash(password, kept.salt), Buffer.from(kept.hash, "base64"));

const hash = (password: string, salt: string): Buffer => scryptSync(password, salt, 32);
