import { createHash, randomUUID } from "node:crypto";
import type { ClientRecord, UserPools } from "../user-pools";
import type { CodeGrantRecord } from "./records";

/** fidelity: docs: "The redirect and authorization endpoint": a one-time code, valid for five minutes */
const CODE_SECONDS = 5 * 60;

export const digest = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** A code for a client to fetch tokens with. */
export const giveCode = async (pools: UserPools, grant: Omit<CodeGrantRecord, "until">): Promise<string> => {
  const code = randomUUID();
  const until = pools.cloud.clock.now() + CODE_SECONDS * 1000;
  await pools.codeGrants.put(digest(code), { ...grant, until });
  return code;
};

/** Codes that are being exchanged: no other request may have them meanwhile. */
const taken = new Set<string>();

/** What a client answers with its code. */
export interface CodeProof {
  readonly code: string;
  readonly redirectUri: string;
  readonly verifier: string | undefined;
}

/**
 * Takes a code, which is good once, for tokens under the `origin_jti` that is handed in. One that comes back takes with
 * it all that it was exchanged for (RFC 6749 4.1.2). `undefined`: it is not good.
 */
// fidelity: docs: "The token issuer endpoint", invalid_grant
export const takeCode = async <Tokens>(
  pools: UserPools,
  client: ClientRecord,
  { code, redirectUri, verifier }: CodeProof,
  exchange: (grant: CodeGrantRecord, origin: string) => Promise<Tokens>,
): Promise<Tokens | undefined> => {
  const key = digest(code);
  const grant = pools.codeGrants.get(key);
  if (grant?.client !== client.id || taken.has(key)) return undefined;
  taken.add(key);
  try {
    if (grant.origin) {
      // That of the sign-in, on which all its tokens stand.
      await pools.sessions.remove(grant.origin);
      return undefined;
    }
    const origin = randomUUID();
    // Whatever comes of it, nobody gets to try another verifier.
    await pools.codeGrants.put(key, { ...grant, origin });
    if (grant.redirectUri !== redirectUri) return undefined;
    if (grant.challenge !== (verifier === undefined ? undefined : digest(verifier))) return undefined;
    return await exchange(grant, origin);
  } finally {
    taken.delete(key);
  }
};
