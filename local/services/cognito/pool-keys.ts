import type { KeyObject } from "node:crypto";
import type { ApiRequest, ApiResponse } from "../../wire/transport/api-request";
import type { UserPools } from "./user-pools";

/** The keys by which user pools sign their tokens, for who has to verify them. */
export interface PoolKeys {
  /** `undefined` when the pool or the key is unknown. */
  verificationKey(userPoolArn: string, keyId: string): KeyObject | undefined;
}

export const poolKeys = (pools: UserPools): PoolKeys => ({
  verificationKey(userPoolArn, keyId) {
    const pool = pools.find(userPoolArn.split("/").pop() ?? "");
    return pool?.keyId === keyId && pools.arn(pool.id) === userPoolArn ? pools.publicKey(pool) : undefined;
  },
});

/** `/<pool>/.well-known/jwks.json`, which needs no signature. */
// fidelity: docs: Cognito developer guide, "Verifying JSON web tokens"
export const answerJwks = (
  pools: UserPools,
  { method, url }: Pick<ApiRequest, "method" | "url">,
): ApiResponse | undefined => {
  const [, id = ""] = /^\/([^/?]+)\/\.well-known\/jwks\.json(?:\?|$)/.exec(url) ?? [];
  if (id === "" || method !== "GET") return undefined;
  const pool = pools.find(id);
  const headers = { "content-type": "application/json" };
  if (!pool) return { status: 404, headers, body: JSON.stringify({ message: `User pool ${id} does not exist.` }) };
  const { n, e } = pools.publicKey(pool).export({ format: "jwk" });
  const key = { alg: "RS256", e, kid: pool.keyId, kty: "RSA", n, use: "sig" };
  return {
    status: 200,
    headers: { ...headers, "cache-control": "public, max-age=86400" },
    body: JSON.stringify({ keys: [key] }),
  };
};
