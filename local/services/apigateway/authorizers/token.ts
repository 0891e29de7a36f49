import { type KeyObject, verify } from "node:crypto";
import { isObject, type JsonObject } from "../../../languages/json/json-object";

/** A JSON Web Token, read and not yet believed. */
export interface Token {
  readonly keyId: string;
  readonly claims: JsonObject;
  isSignedBy(key: KeyObject): boolean;
}

/** Reads a token signed with RS256, as user pools do; `undefined` for anything else. */
export const readToken = (text: string): Token | undefined => {
  // Decoders take more letters than those of base64url.
  const [, head, payload, signature] = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(text) ?? [];
  if (!head || !payload || !signature) return undefined;
  const header = decode(head);
  const claims = decode(payload);
  if (!header || !claims || header.alg !== "RS256" || typeof header.kid !== "string") return undefined;
  return {
    keyId: header.kid,
    claims,
    isSignedBy: (key) => {
      const signed = signedBy(key);
      if (signed.has(text)) return true;
      if (!verify("RSA-SHA256", Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, "base64url")))
        return false;
      if (signed.size >= MOST_KNOWN) signed.clear();
      signed.add(text);
      return true;
    },
  };
};

/** Apps send the same token with each request, and to verify it would take a tenth of one. */
const MOST_KNOWN = 1_000;
const known = new WeakMap<KeyObject, Set<string>>();

/** Tokens that a key is known to have signed, to the letter. */
const signedBy = (key: KeyObject): Set<string> => {
  const tokens = known.get(key) ?? new Set();
  known.set(key, tokens);
  return tokens;
};

const decode = (part: string): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
