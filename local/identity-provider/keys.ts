import { createHash, createPublicKey, generateKeyPairSync, type JsonWebKey, randomBytes } from "node:crypto";
import type { Storage } from "../data/storage";

/** By which the identity provider signs tokens and cookies: made once, kept with the data. */
export interface Keys {
  /** Private, RS256. */
  readonly token: JsonWebKey & { readonly kid: string };
  readonly cookie: string;
}

export const keysIn = async (storage: Storage): Promise<Keys> => {
  const kept = storage.collection<Keys>("identity-provider-keys");
  const known = kept.get("keys");
  if (known) return known;
  const keys = newKeys();
  await kept.put("keys", keys);
  return keys;
};

const newKeys = (): Keys => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { n = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  const kid = createHash("sha256").update(n).digest("base64url").slice(0, 16);
  const token = { ...privateKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" };
  return { token, cookie: randomBytes(32).toString("base64url") };
};
