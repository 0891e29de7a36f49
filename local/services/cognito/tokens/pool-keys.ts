import type { KeyObject } from "node:crypto";
import type { UserPoolRecord, UserPools } from "../user-pools";

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

/** The public key of a pool, as JWKS. fidelity: docs: Cognito developer guide, "Verifying JSON web tokens" */
export const jwksOf = (pools: UserPools, pool: UserPoolRecord) => {
  const { n, e } = pools.publicKey(pool).export({ format: "jwk" });
  return { keys: [{ alg: "RS256", e, kid: pool.keyId, kty: "RSA", n, use: "sig" }] };
};
