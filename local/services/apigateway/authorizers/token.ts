import { type KeyObject, verify } from "node:crypto";
import { isObject, type JsonObject } from "../../../languages/json/json-object";

/** A JSON Web Token, read and not yet believed. */
export interface Token {
  readonly keyId: string;
  readonly claims: JsonObject;
  isSignedBy(key: KeyObject): boolean;
}

/** Reads a token signed with RS256, as user pools do; `undefined` for anything else. */
export const readToken = (text: string): Token | undefined => believed.get(text) ?? read(text);

const read = (text: string): Token | undefined => {
  // Decoders take more letters than those of base64url.
  const [, head, payload, signature] = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(text) ?? [];
  if (!head || !payload || !signature) return undefined;
  const header = decode(head);
  const claims = decode(payload);
  if (!header || !claims || header.alg !== "RS256" || typeof header.kid !== "string") return undefined;
  const signers = new WeakSet<KeyObject>();
  const token: Token = {
    keyId: header.kid,
    claims,
    isSignedBy: (key) => {
      if (signers.has(key)) return true;
      if (!verify("RSA-SHA256", Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, "base64url")))
        return false;
      signers.add(key);
      if (believed.size >= MOST_BELIEVED) believed.clear();
      believed.set(text, token);
      return true;
    },
  };
  return token;
};

/** Apps send the same token with each request, to the letter; to read and verify it would take a tenth of one. */
const believed = new Map<string, Token>();
const MOST_BELIEVED = 1_000;

const decode = (part: string): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
