import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import type { UserRecord } from "./user-pools";

type Kept = NonNullable<UserRecord["password"]>;

export const keepPassword = (password: string): Kept => {
  const salt = randomBytes(16).toString("base64");
  return { salt, hash: hash(password, salt).toString("base64") };
};

export const isPassword = (kept: Kept | undefined, password: string): boolean =>
  kept !== undefined && timingSafeEqual(hash(password, kept.salt), Buffer.from(kept.hash, "base64"));

const hash = (password: string, salt: string): Buffer => scryptSync(password, salt, 32);
