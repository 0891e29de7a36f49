import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Output } from "../../wire/operations/operation";
import { ServiceError } from "../../wire/service-error";
import { mintToken } from "./tokens";
import type { ClientRecord, SessionRecord, UserPools, UserRecord } from "./user-pools";

/** A user who signs in, and through which client. */
export interface SignIn {
  readonly client: ClientRecord;
  readonly user: UserRecord;
}

/** fidelity: docs: CreateUserPoolClient, AuthSessionValidity: three minutes by default */
const CHALLENGE_SECONDS = 180;

/** The client of a call. @throws {ServiceError} when it is none of the pool */
export const clientOf = (pools: UserPools, pool: string, id: string): ClientRecord => {
  const client = pools.clients.get(id);
  if (client?.pool === pool) return client;
  throw new ServiceError("ResourceNotFoundException", `User pool client ${id} does not exist.`);
};

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
export const signedIn = async (pools: UserPools, { client, user }: SignIn): Promise<Output> => {
  const refreshes = client.flows.includes("ALLOW_REFRESH_TOKEN_AUTH");
  const RefreshToken = refreshes
    ? await keepSession(pools, { client, user }, "refresh", client.refreshTokenSeconds ?? 30 * 86_400)
    : undefined;
  return tokens(pools, { client, user }, RefreshToken === undefined ? {} : { RefreshToken });
};

export const tokens = (pools: UserPools, { client, user }: SignIn, more: Output = {}): Output => {
  const token = (use: "id" | "access", expiresInSeconds: number, claims: object) =>
    mintToken(pools, {
      pool: client.pool,
      use,
      client: client.id,
      username: user.name,
      expiresInSeconds,
      claims: { sub: user.sub, ...claims },
    });
  return {
    AuthenticationResult: {
      AccessToken: token("access", client.accessTokenSeconds, { scope: "aws.cognito.signin.user.admin" }),
      ExpiresIn: client.accessTokenSeconds,
      IdToken: token("id", client.idTokenSeconds, user.attributes),
      TokenType: "Bearer",
      ...more,
    },
    ChallengeParameters: {},
  };
};

/** Who has a temporary password gets no tokens before another one is chosen. */
// fidelity: docs: AdminInitiateAuth, ChallengeName: NEW_PASSWORD_REQUIRED
export const newPasswordChallenge = async (pools: UserPools, { client, user }: SignIn): Promise<Output> => ({
  ChallengeName: "NEW_PASSWORD_REQUIRED",
  ChallengeParameters: {
    USER_ID_FOR_SRP: user.name,
    requiredAttributes: "[]",
    userAttributes: JSON.stringify(user.attributes),
  },
  Session: await keepSession(pools, { client, user }, "newPassword", CHALLENGE_SECONDS),
});

const keepSession = async (
  { sessions, cloud }: UserPools,
  { client, user }: SignIn,
  kind: SessionRecord["kind"],
  seconds: number,
): Promise<string> => {
  const secret = randomBytes(48).toString("base64url");
  const until = cloud.clock.now() + seconds * 1000;
  await sessions.put(digest(secret), { kind, pool: client.pool, client: client.id, user: user.name, until });
  return secret;
};

/** Who holds a session of that client. */
export const sessionOf = (
  { sessions, cloud }: UserPools,
  { id }: ClientRecord,
  kind: SessionRecord["kind"],
  secret: string,
): SessionRecord | undefined => {
  const found = sessions.get(digest(secret));
  return found?.kind === kind && found.client === id && found.until > cloud.clock.now() ? found : undefined;
};

/** A session of a challenge is good for one answer. */
export const endSession = ({ sessions }: UserPools, secret: string): Promise<void> => sessions.remove(digest(secret));

const digest = (secret: string): string => createHash("sha256").update(secret).digest("base64url");
