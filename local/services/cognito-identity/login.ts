import type { Cloud } from "../../cloud/cloud";
import type { JsonObject } from "../../languages/json/json-object";
import { notEmulated } from "../../wire/operations/not-emulated";
import { ServiceError } from "../../wire/service-error";
import { readToken } from "../apigateway/authorizers/token";
import { isOpen } from "../cognito/tokens/sessions";
import type { UserPools } from "../cognito/user-pools";
import { userKey } from "../cognito/users/users";
import type { IdentityPoolRecord, Login } from "./identity-pools";

/** Who has signed in, by a token that was verified. */
export interface VerifiedLogin extends Login {
  readonly clientId: string;
  readonly claims: JsonObject;
}

/** Id tokens by the provider that has given them. */
export type Logins = Readonly<Record<string, string>>;

/** Whom the tokens of a call prove; `undefined` for a guest. @throws {ServiceError} for a token that does not count */
// fidelity: docs: GetId, GetCredentialsForIdentity: NotAuthorizedException; observed: reports of the texts
export const verifiedLogin = (
  { directory, clock }: Pick<Cloud, "directory" | "clock">,
  pool: IdentityPoolRecord,
  logins: Logins = {},
): VerifiedLogin | undefined => {
  const [first, ...more] = Object.entries(logins);
  if (first === undefined) return undefined;
  if (more.length > 0) throw notEmulated("cognito-identity", "GetId", "several logins of one identity");
  const [provider, text] = first;
  const clients = pool.providers.filter(({ name }) => name === provider);
  if (clients.length === 0) throw refused("Token is not from a supported provider of this identity pool.");
  const { pools } = directory["cognito-idp"];
  const token = readToken(text);
  const userPool = pools.find(provider.slice(provider.lastIndexOf("/") + 1));
  const signed = userPool && token?.keyId === userPool.keyId && token.isSignedBy(pools.publicKey(userPool));
  if (!token || !signed) throw refused("Invalid login token. Can't verify the signature of the token.");
  const { iss, exp, aud, sub, token_use: use } = token.claims;
  if (iss !== pools.issuer(userPool.id)) throw refused("Invalid login token. Issuer doesn't match providerName");
  const now = Math.floor(clock.now() / 1000);
  if (Number(exp) <= now) throw refused(`Invalid login token. Token expired: ${exp} >= ${now}`);
  // Access tokens have no audience.
  if (use !== "id" || typeof aud !== "string") throw refused("Invalid login token. Not an id token.");
  const client = clients.find(({ clientId }) => clientId === aud);
  if (!client) throw refused("Token is not from a supported provider of this identity pool.");
  if (client.check && !isSignedIn(pools, userPool.id, token.claims)) {
    throw refused("Invalid login token. Token was revoked, or its user may not sign in.");
  }
  return { provider, subject: String(sub), clientId: aud, claims: token.claims };
};

/** fidelity: docs: CognitoIdentityProvider, ServerSideTokenCheck */
const isSignedIn = (pools: UserPools, pool: string, claims: JsonObject): boolean => {
  const user = pools.users.get(userKey(pool, String(claims["cognito:username"])));
  return user !== undefined && !user.disabled && isOpen(pools, pools.sessions.get(String(claims.origin_jti)));
};

export const refused = (text: string) => new ServiceError("NotAuthorizedException", text);
