import { randomBytes } from "node:crypto";
import type { Storage } from "../data/storage";
import type { Credentials } from "./access";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** `AKIA` (access key), `ASIA` (temporary key), `AROA` (role) and the like, with random letters to `length`. */
export const uniqueId = (prefix: string, length: number): string =>
  prefix + Array.from(randomBytes(length - prefix.length), (byte) => BASE32[byte % BASE32.length]).join("");

/** 40 characters, as AWS makes them. */
export const secretKey = (): string => randomBytes(30).toString("base64");

export const temporaryCredentials = (): Credentials => ({
  accessKeyId: uniqueId("ASIA", 20),
  secretAccessKey: secretKey(),
  sessionToken: randomBytes(256).toString("base64"),
});

/** The administrator's key of this `.local/`: made once, the same after every restart. */
export const administratorKey = (storage: Storage): Credentials => {
  const kept = storage.collection<Credentials>("access.administrator");
  const known = kept.get("key");
  if (known) return known;
  const made = { accessKeyId: uniqueId("AKIA", 20), secretAccessKey: secretKey() };
  void kept.put("key", made);
  return made;
};
