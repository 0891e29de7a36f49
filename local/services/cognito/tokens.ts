import { createPrivateKey, randomUUID, sign } from "node:crypto";
import type { UserPools } from "./user-pools";

export interface NewToken {
  readonly pool: string;
  readonly use: "id" | "access";
  readonly client: string;
  readonly username: string;
  /** From now; negative: it has expired. */
  readonly expiresInSeconds: number;
  /** Put over those that every token has. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** A token as the pool would give it to a user who has signed in. */
// fidelity: docs: Cognito developer guide, "Understanding the identity (ID) token", "Understanding the access token"
export const mintToken = (
  pools: UserPools,
  { pool: id, use, client, username, expiresInSeconds, claims }: NewToken,
): string => {
  const pool = pools.require(id);
  const now = Math.floor(pools.cloud.clock.now() / 1000);
  // One that has expired was given out before it did.
  const issued = now + Math.min(0, expiresInSeconds - 1);
  const all = {
    sub: randomUUID(),
    iss: pools.issuer(id),
    token_use: use,
    auth_time: issued,
    iat: issued,
    exp: now + expiresInSeconds,
    jti: randomUUID(),
    origin_jti: randomUUID(),
    ...(use === "id" ? { aud: client, "cognito:username": username } : { client_id: client, username }),
    ...claims,
  };
  const signed = `${part({ kid: pool.keyId, alg: "RS256" })}.${part(all)}`;
  const signature = sign("RSA-SHA256", Buffer.from(signed), createPrivateKey(pool.privateKey));
  return `${signed}.${signature.toString("base64url")}`;
};

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
