import { createPrivateKey, randomUUID, sign, verify } from "node:crypto";
import { ServiceError } from "../../../wire/service-error";
import type { UserPools, UserRecord } from "../user-pools";
import { userKey } from "../users/users";
import { isOpen } from "./sessions";

export interface NewToken {
  readonly pool: string;
  readonly use: "id" | "access";
  readonly client: string;
  /** Absent: the token is of the client itself. */
  readonly username?: string;
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
    ...(username === undefined ? {} : { origin_jti: randomUUID(), event_id: randomUUID() }),
    ...(use === "id" ? { aud: client, "cognito:username": username } : { client_id: client, username }),
    ...claims,
  };
  const signed = `${part({ kid: pool.keyId, alg: "RS256" })}.${part(all)}`;
  const signature = sign("RSA-SHA256", Buffer.from(signed), createPrivateKey(pool.privateKey));
  return `${signed}.${signature.toString("base64url")}`;
};

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** What an access token of ours says. */
export interface AccessClaims {
  readonly iss: string;
  readonly client_id: string;
  readonly username: string;
  readonly origin_jti: string;
  readonly exp: number;
  readonly scope?: string;
}

/** Whose access token it is. @throws {ServiceError} when it is none of ours, has expired or was revoked */
// fidelity: docs: GetUser, "Ending user sessions with token revocation"; observed: the texts
export const userOfToken = (
  pools: UserPools,
  token: string,
  scope = "aws.cognito.signin.user.admin",
): { readonly user: UserRecord; readonly claims: AccessClaims } => {
  const [head = "", payload = "", signature = ""] = token.split(".");
  const claims = readPart(payload) as (AccessClaims & { readonly token_use?: string }) | undefined;
  const pool = pools.find(String(claims?.iss).split("/").pop() ?? "");
  const key = pool && pools.publicKey(pool);
  const signed =
    key !== undefined &&
    COMPACT.test(token) &&
    (readPart(head) as { readonly alg?: string } | undefined)?.alg === "RS256" &&
    verify("RSA-SHA256", Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, "base64url"));
  if (!pool || !claims || !signed || claims.token_use !== "access") throw refused("Invalid Access Token");
  if (claims.exp * 1000 <= pools.cloud.clock.now()) throw refused("Access Token has expired");
  const user = pools.users.get(userKey(pool.id, claims.username));
  if (!user) throw new ServiceError("UserNotFoundException", "User does not exist.");
  if (!isOpen(pools, pools.sessions.get(claims.origin_jti))) throw refused("Access Token has been revoked");
  if (user.disabled) throw refused("User is disabled.");
  if (!claims.scope?.split(" ").includes(scope)) {
    throw refused("Access Token does not have required scopes");
  }
  return { user, claims };
};

/** fidelity: docs: RFC 7515: three parts in base64url, of which decoders take more than that */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

const refused = (text: string) => new ServiceError("NotAuthorizedException", text);

const readPart = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    return undefined;
  }
};
