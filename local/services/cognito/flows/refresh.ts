import type { Output } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { changeSession, heldSession, isOpen, keepSession } from "../tokens/sessions";
import { checkSecretHash, tokens } from "../tokens/sign-in";
import type { Metadata } from "../triggers/fire";
import type { ClientRecord, UserPools, UserRecord } from "../user-pools";
import { userKey } from "../users/users";
import { type AuthCall, given, type Parameters } from "./auth-call";

// fidelity: docs: Cognito developer guide, "Refresh tokens": the answer has no refresh token of its own
export const withRefreshToken = ({ pools, client, metadata }: AuthCall, parameters: Parameters): Promise<Output> => {
  const check = ({ name }: UserRecord) => checkSecretHash(client, name, parameters.SECRET_HASH);
  return refreshed(pools, client, given(parameters, "REFRESH_TOKEN"), check, metadata);
};

/** New tokens for a refresh token, whose user `check` may refuse; another one in its place where the client rotates them. @throws {ServiceError} */
// fidelity: docs: "Refresh token rotation": the new one is good as long as the old one was; observed: the texts; guess:
// that of one that comes back
export const refreshed = async (
  pools: UserPools,
  client: ClientRecord,
  secret: string,
  check: (user: UserRecord) => void = () => undefined,
  metadata?: Metadata,
): Promise<Output> => {
  const refused = (text: string) => new ServiceError("NotAuthorizedException", text);
  const session = heldSession(pools, "refresh", secret);
  if (session?.client !== client.id) throw refused("Invalid Refresh Token");
  const user = pools.users.get(userKey(session.pool, session.user));
  if (!user || !isOpen(pools, session)) throw refused("Refresh Token has been revoked");
  if (user.disabled) throw refused("User is disabled.");
  check(user);
  const { origin = "", since, grant, until, rotated } = session;
  const { Feature, RetryGracePeriodSeconds = 0 } = client.settings?.RefreshTokenRotation ?? {};
  const now = pools.cloud.clock.now();
  if (rotated !== undefined && now >= rotated + RetryGracePeriodSeconds * 1000) {
    throw new ServiceError("RefreshTokenReuseException", "Refresh token has already been used.");
  }
  const signIn = { client, user, metadata, grant };
  const source = "TokenGeneration_RefreshTokens";
  if (Feature !== "ENABLED") return tokens(pools, signIn, origin, { source, since });
  // Of two that come at once with one token, the second comes within its grace, or not at all.
  await changeSession(pools, secret, { rotated: rotated ?? now });
  const RefreshToken = await keepSession(pools, signIn, "refresh", { until, origin, since, grant });
  return tokens(pools, signIn, origin, { source, since, RefreshToken });
};
