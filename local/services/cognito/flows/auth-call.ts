import { ServiceError } from "../../../wire/service-error";
import { checkSecretHash, hidesUsers, type SignIn, sessionOf } from "../tokens/sign-in";
import type { Metadata } from "../triggers/fire";
import { beforeSignIn } from "../triggers/sign-in";
import type { ClientRecord, SessionRecord, UserPoolRecord, UserPools, UserRecord } from "../user-pools";
import { findUser, statusOf } from "../users/users";

/** A call that signs in: by whom it is made, and through which client. */
export interface AuthCall {
  readonly pools: UserPools;
  readonly pool: UserPoolRecord;
  readonly client: ClientRecord;
  /** `AdminInitiateAuth`. */
  readonly operation: string;
  /** What it says for functions of the pool alone. */
  readonly metadata?: Metadata | undefined;
  /** What who has signed in gets in the place of tokens. */
  readonly finish?: SignIn["finish"];
}

export type Parameters = Readonly<Record<string, string>>;

/** What a client answers to a challenge. */
export interface ChallengeAnswer {
  readonly ChallengeName: string;
  readonly ChallengeResponses: Parameters;
  readonly Session: string;
}

/** The value of a parameter. @throws {ServiceError} when there is none */
export const given = (parameters: Parameters, name: string): string => {
  const value = parameters[name];
  if (!value) throw new ServiceError("InvalidParameterException", `Missing required parameter ${name}`);
  return value;
};

/** The name that a call is about, whose client has proved that it has its secret. @throws {ServiceError} */
export const namedUser = ({ client }: Pick<AuthCall, "client">, parameters: Parameters): string => {
  const username = given(parameters, "USERNAME");
  checkSecretHash(client, username, parameters.SECRET_HASH);
  return username;
};

export const wrong = () => new ServiceError("NotAuthorizedException", "Incorrect username or password.");

/** fidelity: docs: "Managing user existence error responses": what is said of nobody, as the client wants it */
export const unknownUser = (client: ClientRecord) =>
  hidesUsers(client) ? wrong() : new ServiceError("UserNotFoundException", "User does not exist.");

/** @throws {ServiceError} in the state of a user who cannot sign in */
export const checkMaySignIn = (user: UserRecord): void => {
  if (user.disabled) throw new ServiceError("NotAuthorizedException", "User is disabled.");
  // fidelity: guess: asked before the password is looked at
  if (statusOf(user) === "RESET_REQUIRED") {
    throw new ServiceError("PasswordResetRequiredException", "Password reset required for the user");
  }
};

/** @throws {ServiceError} when who has signed up has not confirmed it */
export const checkConfirmed = (user: UserRecord): void => {
  if (statusOf(user) === "UNCONFIRMED") throw new ServiceError("UserNotConfirmedException", "User is not confirmed.");
};

/** Who is about to sign in, let in by the pool's function; nobody where the client must not learn who is a user. @throws {ServiceError} */
export const signingIn = async (
  { pools, pool, client, metadata }: AuthCall,
  username: string,
  check: (user: UserRecord) => void = () => undefined,
): Promise<UserRecord | undefined> => {
  const user = findUser(pools, pool, username);
  if (!user && !hidesUsers(client)) throw unknownUser(client);
  if (user) {
    checkMaySignIn(user);
    check(user);
  }
  await beforeSignIn(pools, { client, metadata, name: username, user });
  return user;
};

export const signInOf = ({ client, metadata, finish }: AuthCall, user: UserRecord): SignIn => ({
  client,
  user,
  metadata,
  finish,
});

/** The session that an answer is for. @throws {ServiceError} when it is none, or somebody else's */
// fidelity: observed: the texts
export const answeredSession = (
  { pools, pool, client }: AuthCall,
  kind: SessionRecord["kind"],
  { ChallengeResponses, Session }: Pick<ChallengeAnswer, "ChallengeResponses" | "Session">,
): { readonly session: SessionRecord; readonly user: UserRecord | undefined; readonly name: string } => {
  const username = namedUser({ client }, ChallengeResponses);
  const session = sessionOf(pools, client, kind, Session);
  const user = findUser(pools, pool, username);
  const name = user?.name ?? username;
  if (session?.user !== name) throw invalidSession();
  return { session, user, name };
};

export const invalidSession = () =>
  new ServiceError("NotAuthorizedException", "Invalid session for the user, session is expired.");

/** Who answers a challenge. @throws {ServiceError} when the session is none of theirs */
export const userOfSession = (
  call: AuthCall,
  kind: SessionRecord["kind"],
  answer: Pick<ChallengeAnswer, "ChallengeResponses" | "Session">,
): UserRecord => {
  const { user } = answeredSession(call, kind, answer);
  if (!user) throw invalidSession();
  checkMaySignIn(user);
  return user;
};
