import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import type { Output } from "../../wire/operations/operation";
import { ServiceError } from "../../wire/service-error";
import { allowedFlows } from "./allowed-flows";
import { accessClaims, grantedAttributes, idClaims } from "./hosted/grant-claims";
import type { Grant } from "./hosted/records";
import { schemaOf } from "./pool-settings";
import { overridden, type TokenSource } from "./token-claims";
import { mintToken } from "./tokens";
import { type ClientRecord, ofPool, type SessionRecord, type UserPools, type UserRecord } from "./user-pools";

/** A user who signs in, and through which client. */
export interface SignIn {
  readonly client: ClientRecord;
  readonly user: UserRecord;
  /** Of a sign-in by OAuth. */
  readonly grant?: Grant | undefined;
  /** `origin_jti` of the tokens. @default a new one */
  readonly origin?: string;
  /** What who has signed in gets in the place of tokens. */
  readonly finish?: ((user: UserRecord) => Promise<Output>) | undefined;
}

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

/** Tokens for who has signed in, with one to come back with where the client may use it. */
// fidelity: guess: a client that may not refresh gets no refresh token
export const signedIn = async (
  pools: UserPools,
  signIn: SignIn,
  source: TokenSource = "TokenGeneration_Authentication",
): Promise<Output> => {
  const { client, user, grant, origin = randomUUID(), finish } = signIn;
  if (finish) return finish(user);
  const refreshes = !grant?.implicit && allowedFlows(client).includes("ALLOW_REFRESH_TOKEN_AUTH");
  const seconds = refreshes ? (client.refreshTokenSeconds ?? 30 * 86_400) : 0;
  await keepSignedIn(pools, { client, user }, origin, Math.max(seconds, client.accessTokenSeconds));
  const RefreshToken = refreshes
    ? await keepSession(pools, { client, user }, "refresh", { seconds, origin, grant })
    : undefined;
  return tokens(pools, signIn, origin, { source, ...(RefreshToken === undefined ? {} : { RefreshToken }) });
};

const keepSignedIn = ({ sessions, cloud }: UserPools, { client, user }: SignIn, origin: string, seconds: number) =>
  sessions.put(origin, {
    kind: "signedIn",
    pool: client.pool,
    client: client.id,
    user: user.name,
    until: cloud.clock.now() + seconds * 1000,
  });

export const tokens = async (
  pools: UserPools,
  { client, user, grant }: SignIn,
  origin: string,
  { source, ...more }: Output & { readonly source: TokenSource },
): Promise<Output> => {
  const groups = ofPool(pools.groups, client.pool)
    .filter(({ name }) => user.groups?.includes(name))
    .sort((a, b) => (a.precedence ?? Infinity) - (b.precedence ?? Infinity));
  const names = groups.length > 0 ? { "cognito:groups": groups.map(({ name }) => name) } : {};
  const token = (use: "id" | "access", expiresInSeconds: number, claims: object) =>
    mintToken(pools, {
      pool: client.pool,
      use,
      client: client.id,
      username: user.name,
      expiresInSeconds,
      claims: { sub: user.sub, origin_jti: origin, ...claims },
    });
  const roles = groups.flatMap(({ role }) => role ?? []);
  const preferred = groups.find(({ role }) => role)?.role;
  const own = {
    ...(roles.length > 0 ? { "cognito:roles": roles, "cognito:preferred_role": preferred } : {}),
    ...names,
    ...grantedAttributes(grant, claimsOf({ client, user })),
  };
  const AccessToken = token("access", client.accessTokenSeconds, { ...names, ...accessClaims(grant) });
  const withId = grant === undefined || grant.scopes.includes("openid");
  const ofId = await overridden(pools, { client, user }, own, source);
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
      name.endsWith("_verified") ? /^true$/i.test(value) : value,
    ]),
  );

export const readableAttributes = ({ client, user }: SignIn): Readonly<Record<string, string>> => {
  const readable = client.settings?.ReadAttributes ?? [];
  return Object.fromEntries(
    Object.entries(user.attributes).filter(([name]) => readable.length === 0 || readable.includes(name)),
  );
};

/** Who has a temporary password gets no tokens before another one is chosen. */
// fidelity: docs: AdminInitiateAuth, ChallengeName: NEW_PASSWORD_REQUIRED
export const newPasswordChallenge = async (pools: UserPools, { client, user }: SignIn): Promise<Output> => {
  const missing = schemaOf(pools.require(client.pool))
    .filter(({ Name, Required }) => Required && Name !== "sub" && !user.attributes[Name])
    .map(({ Name }) => `userAttributes.${Name}`);
  return {
    ChallengeName: "NEW_PASSWORD_REQUIRED",
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.name,
      requiredAttributes: JSON.stringify(missing),
      userAttributes: JSON.stringify(user.attributes),
    },
    Session: await keepSession(pools, { client, user }, "newPassword"),
  };
};

/** A secret that the client comes back with. */
export const keepSession = async (
  { sessions, cloud }: UserPools,
  { client, user }: SignIn,
  kind: SessionRecord["kind"],
  {
    seconds = challengeSeconds(client),
    ...more
  }: { readonly [Name in "origin" | "srp" | "grant"]?: SessionRecord[Name] | undefined } & {
    readonly seconds?: number;
  } = {},
): Promise<string> => {
  const secret = randomBytes(48).toString("base64url");
  const until = cloud.clock.now() + seconds * 1000;
  await sessions.put(digest(secret), { kind, pool: client.pool, client: client.id, user: user.name, until, ...more });
  return secret;
};

/** fidelity: docs: CreateUserPoolClient, AuthSessionValidity: minutes, three by default */
const challengeSeconds = ({ settings }: ClientRecord): number => (settings?.AuthSessionValidity ?? 3) * 60;

/** Who holds a session of that client. */
export const sessionOf = (
  pools: UserPools,
  { id }: ClientRecord,
  kind: SessionRecord["kind"],
  secret: string,
): SessionRecord | undefined => {
  const found = openSession(pools, kind, secret);
  return found?.client === id ? found : undefined;
};

/** Who holds a session, of whatever client. */
export const openSession = (
  { sessions, cloud }: UserPools,
  kind: SessionRecord["kind"],
  secret: string,
): SessionRecord | undefined => {
  const found = sessions.get(digest(secret));
  return found?.kind === kind && found.until > cloud.clock.now() ? found : undefined;
};

/** fidelity: guess: how many wrong one-time passwords a session takes */
const MAX_MISSED = 5;

/** Counts a wrong answer; after too many the session is over. */
export const missedSession = async ({ sessions }: UserPools, secret: string): Promise<void> => {
  const found = sessions.get(digest(secret));
  if (!found) return;
  const missed = (found.missed ?? 0) + 1;
  if (missed < MAX_MISSED) await sessions.put(digest(secret), { ...found, missed });
  else await sessions.remove(digest(secret));
};

/** A session of a challenge is good for one answer. */
export const endSession = ({ sessions }: UserPools, secret: string): Promise<void> => sessions.remove(digest(secret));

/** Takes back a refresh token and the access tokens that were made from it. */
export const revoke = async ({ sessions }: UserPools, secret: string): Promise<void> => {
  const { origin } = sessions.get(digest(secret)) ?? {};
  await sessions.remove(digest(secret));
  if (origin) await sessions.remove(origin);
};

/** Takes back everything with which a user is signed in. */
export const signOut = async ({ sessions }: UserPools, { pool, name }: UserRecord): Promise<void> => {
  for (const [key, session] of [...sessions.entries()]) {
    if (session.pool === pool && session.user === name) await sessions.remove(key);
  }
};

const digest = (secret: string): string => createHash("sha256").update(secret).digest("base64url");
