import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { Output } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { accessClaims, grantedAttributes, idClaims } from "../hosted/grant-claims";
import { missingAttributes } from "../settings/schema";
import { afterSignIn } from "../triggers/sign-in";
import { overridden, type TokenSource } from "../triggers/token-claims";
import type { ClientRecord, UserPools } from "../user-pools";
import { keepSession, keepSignedIn, type SignIn } from "./sessions";
import { mintToken } from "./tokens";

export {
  endSession,
  keepSession,
  missedSession,
  openSession,
  revoke,
  type SignIn,
  sessionOf,
  signOut,
} from "./sessions";

/** The client of a call. @throws {ServiceError} when it is none of the pool, where one is named */
export const clientOf = (pools: UserPools, id: string, pool?: string): ClientRecord => {
  const client = pools.clients.get(id);
  if (client && (pool === undefined || client.pool === pool)) return client;
  throw new ServiceError("ResourceNotFoundException", `User pool client ${id} does not exist.`);
};

/** Whether a client must not learn who is a user. fidelity: docs: CreateUserPoolClient: LEGACY where nothing is said */
export const hidesUsers = ({ settings }: ClientRecord): boolean => settings?.PreventUserExistenceErrors === "ENABLED";

/** A client with a secret proves with each call that it has it. */
// fidelity: docs: Cognito developer guide, "Computing secret hash values"; observed: the texts
export const checkSecretHash = ({ id, secret }: ClientRecord, username: string, given: string | undefined): void => {
  if (secret === undefined) return;
  if (given === undefined) {
    throw new ServiceError(
      "NotAuthorizedException",
      `Client ${id} is configured with secret but SECRET_HASH was not received`,
    );
  }
  const expected = createHmac("sha256", secret)
    .update(username + id)
    .digest();
  const said = Buffer.from(given, "base64");
  if (said.length === expected.length && timingSafeEqual(said, expected)) return;
  throw new ServiceError("NotAuthorizedException", `Unable to verify secret hash for client ${id}`);
};

/** Tokens for who has signed in, with one to come back with. */
// fidelity: docs: GetTokensFromRefreshToken: a client may do so without ALLOW_REFRESH_TOKEN_AUTH; observed: moto's test of
// a client that allows USER_PASSWORD_AUTH alone
export const signedIn = async (
  pools: UserPools,
  signIn: SignIn,
  source: TokenSource = "TokenGeneration_Authentication",
): Promise<Output> => {
  const { client, user, grant, origin = randomUUID(), finish } = signIn;
  // By OAuth the user has signed in before, where there was a page to finish.
  if (!grant) await afterSignIn(pools, signIn);
  if (finish) return finish(user);
  const now = pools.cloud.clock.now();
  const until = now + refreshSeconds(client) * 1000;
  await keepSignedIn(pools, signIn, origin, Math.max(until, now + client.accessTokenSeconds * 1000));
  const since = Math.floor(now / 1000);
  if (grant?.implicit) return tokens(pools, signIn, origin, { source, since });
  const RefreshToken = await keepSession(pools, signIn, "refresh", { until, origin, since, grant });
  return tokens(pools, signIn, origin, { source, since, RefreshToken });
};

const refreshSeconds = ({ refreshTokenSeconds = 30 * 86_400 }: ClientRecord): number => refreshTokenSeconds;

/** Why tokens are made. */
interface Reason {
  readonly source: TokenSource;
  /** When the user signed in. Seconds since the epoch. @default now */
  readonly since?: number | undefined;
}

/** fidelity: docs: "Understanding the access token": what tokens are for that no page of managed login gave out */
const OWN_USER = ["aws.cognito.signin.user.admin"];

/** An id and an access token as the pool's function leaves them, with what else is to be answered. */
export const tokens = async (
  pools: UserPools,
  signIn: SignIn,
  origin: string,
  { source, since, ...more }: Output & Reason,
): Promise<Output> => {
  const { client, user, grant } = signIn;
  const groups = (user.groups ?? [])
    .flatMap((name) => pools.groups.get(`${client.pool}/${name}`) ?? [])
    .sort((a, b) => (a.precedence ?? Infinity) - (b.precedence ?? Infinity));
  const own = {
    id: grantedAttributes(grant, claimsOf(signIn)),
    access: {},
    scopes: grant?.scopes ?? OWN_USER,
    groups: groups.map(({ name }) => name),
    roles: groups.flatMap(({ role }) => role ?? []),
    preferredRole: groups.find(({ role }) => role)?.role,
  };
  const { id, access, scopes, roles, preferredRole, ...made } = await overridden(pools, signIn, own, source);
  const names = made.groups.length > 0 ? { "cognito:groups": made.groups } : {};
  const ofAll = {
    sub: user.sub,
    origin_jti: origin,
    event_id: randomUUID(),
    ...(since === undefined && !grant ? {} : { auth_time: grant?.authTime ?? since }),
    ...names,
  };
  const token = (use: "id" | "access", expiresInSeconds: number, claims: object) =>
    mintToken(pools, {
      pool: client.pool,
      use,
      client: client.id,
      username: user.name,
      expiresInSeconds,
      claims: { ...claims, ...ofAll },
    });
  const ofId = {
    ...id,
    ...(roles.length > 0 ? { "cognito:roles": roles } : {}),
    ...(preferredRole === undefined ? {} : { "cognito:preferred_role": preferredRole }),
  };
  const ofAccess = { ...access, ...accessClaims(grant), scope: scopes.join(" ") };
  const AccessToken = token("access", client.accessTokenSeconds, ofAccess);
  const withId = grant === undefined || grant.scopes.includes("openid");
  return {
    AuthenticationResult: {
      AccessToken,
      ExpiresIn: client.accessTokenSeconds,
      ...(withId ? { IdToken: token("id", client.idTokenSeconds, { ...ofId, ...idClaims(grant, AccessToken) }) } : {}),
      TokenType: "Bearer",
      ...more,
    },
    ChallengeParameters: {},
  };
};

/** The attributes that a client may read, as claims; whether an address is verified is a boolean there. */
// fidelity: docs: "Understanding the identity (ID) token"
const claimsOf = (signIn: SignIn) =>
  Object.fromEntries(
    Object.entries(readableAttributes(signIn)).map(([name, value]) => [
      name,
      name.endsWith("_verified") ? /^true$/i.test(value) : name === "identities" ? JSON.parse(value) : value,
    ]),
  );

/** fidelity: docs: "Attribute permissions and scopes": ReadAttributes; all where nothing is said */
export const readableAttributes = ({ client, user }: SignIn): Readonly<Record<string, string>> => {
  const readable = client.settings?.ReadAttributes ?? [];
  return Object.fromEntries(
    Object.entries(user.attributes).filter(([name]) => readable.length === 0 || readable.includes(name)),
  );
};

/** Who has a temporary password gets no tokens before another one is chosen. */
// fidelity: docs: AdminInitiateAuth, ChallengeName: NEW_PASSWORD_REQUIRED
export const newPasswordChallenge = async (pools: UserPools, signIn: SignIn): Promise<Output> => {
  const { client, user } = signIn;
  const missing = missingAttributes(pools.require(client.pool), user.attributes).map(
    (name) => `userAttributes.${name}`,
  );
  return {
    ChallengeName: "NEW_PASSWORD_REQUIRED",
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.name,
      requiredAttributes: JSON.stringify(missing),
      userAttributes: JSON.stringify(user.attributes),
    },
    Session: await keepSession(pools, signIn, "newPassword"),
  };
};
