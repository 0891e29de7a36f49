import { randomUUID } from "node:crypto";
import { notEmulated } from "../../wire/operations/not-emulated";
import type { Output } from "../../wire/operations/operation";
import { ServiceError } from "../../wire/service-error";
import { allowedFlows } from "./allowed-flows";
import { secondFactor, takeTotp } from "./mfa";
import { isPassword, keepPassword } from "./password";
import { checkPassword } from "./pool-settings";
import {
  checkSecretHash,
  endSession,
  hidesUsers,
  keepSession,
  missedSession,
  newPasswordChallenge,
  type SignIn,
  sessionOf,
  signedIn,
  tokens,
} from "./sign-in";
import { isSrpSignature, isSrpValue, srpChallenge, srpVerifier } from "./srp";
import { attributesFor, fire } from "./triggers";
import type { ClientRecord, SessionRecord, UserPoolRecord, UserPools, UserRecord } from "./user-pools";
import { changeUser, checkAttributes, findUser, statusOf, userKey, withAttributes } from "./users";

/** A call that signs in: by whom it is made, and through which client. */
export interface AuthCall {
  readonly pools: UserPools;
  readonly pool: UserPoolRecord;
  readonly client: ClientRecord;
  /** `AdminInitiateAuth`. */
  readonly operation: string;
  /** What who has signed in gets in the place of tokens. */
  readonly finish?: SignIn["finish"];
}

type Parameters = Readonly<Record<string, string>>;

/** What begins a flow, and what a client has to allow for it. */
interface Flow {
  readonly allowedBy: RegExp;
  readonly begin: (call: AuthCall, parameters: Parameters) => Promise<Output>;
}

/** The value of a parameter. @throws {ServiceError} when there is none */
const given = (parameters: Parameters, name: string): string => {
  const value = parameters[name];
  if (!value) throw new ServiceError("InvalidParameterException", `Missing required parameter ${name}`);
  return value;
};

const wrong = () => new ServiceError("NotAuthorizedException", "Incorrect username or password.");

/** fidelity: docs: "Managing user existence error responses": what is said of nobody, as the client wants it */
const unknownUser = (client: ClientRecord) =>
  hidesUsers(client) ? wrong() : new ServiceError("UserNotFoundException", "User does not exist.");

/** Asks the pool's function whether a user may try. fidelity: docs: "Pre authentication Lambda trigger" */
const beforeSignIn = async ({ pools, client }: AuthCall, user: UserRecord): Promise<void> => {
  const request = { userAttributes: attributesFor(user), validationData: {} };
  const trigger = { trigger: "PreAuthentication", source: "PreAuthentication_Authentication" } as const;
  await fire(pools, { ...trigger, user, client: client.id, request, response: {} });
};

const withPassword = async (call: AuthCall, parameters: Parameters): Promise<Output> => {
  const username = given(parameters, "USERNAME");
  const password = given(parameters, "PASSWORD");
  checkSecretHash(call.client, username, parameters.SECRET_HASH);
  const user = findUser(call.pools, call.pool, username);
  if (!user) throw unknownUser(call.client);
  checkMaySignIn(user);
  await beforeSignIn(call, user);
  if (!isPassword(user.password, password)) throw wrong();
  return afterPassword(call, user);
};

/** @throws {ServiceError} in the state of a user who cannot sign in */
const checkMaySignIn = (user: UserRecord): void => {
  if (user.disabled) throw new ServiceError("NotAuthorizedException", "User is disabled.");
  // fidelity: guess: asked before the password is looked at
  if (statusOf(user) === "RESET_REQUIRED") {
    throw new ServiceError("PasswordResetRequiredException", "Password reset required for the user");
  }
};

/** What follows on a right password. */
const afterPassword = ({ pools, client, finish }: AuthCall, user: UserRecord): Promise<Output> => {
  if (statusOf(user) === "UNCONFIRMED") throw new ServiceError("UserNotConfirmedException", "User is not confirmed.");
  return statusOf(user) === "FORCE_CHANGE_PASSWORD"
    ? newPasswordChallenge(pools, { client, user })
    : secondFactor(pools, { client, user, finish });
};

/** Of nobody's password: who asks for an unknown user gets a challenge as well, where the client hides users. */
const NOBODY = srpVerifier({ pool: "", name: "" }, randomUUID());

// fidelity: docs: InitiateAuth, USER_SRP_AUTH: PASSWORD_VERIFIER
const withSrp = async (call: AuthCall, parameters: Parameters): Promise<Output> => {
  const { pools, pool, client } = call;
  const username = given(parameters, "USERNAME");
  const A = given(parameters, "SRP_A");
  checkSecretHash(client, username, parameters.SECRET_HASH);
  const user = findUser(pools, pool, username);
  if (!user && !hidesUsers(client)) throw unknownUser(client);
  if (user) {
    checkMaySignIn(user);
    await beforeSignIn(call, user);
  }
  if (!isSrpValue(A)) throw new ServiceError("InvalidParameterException", "SRP_A is not a valid value");
  const kept = user?.password?.srp ?? NOBODY;
  const { b, B } = srpChallenge(kept);
  const who = user ?? { pool: pool.id, name: username, sub: "", attributes: {} };
  const block = await keepSession(pools, { client, user: who }, "srp", { srp: { A, b, B } });
  return {
    ChallengeName: "PASSWORD_VERIFIER",
    ChallengeParameters: {
      SALT: kept.salt,
      SRP_B: B,
      SECRET_BLOCK: Buffer.from(block).toString("base64"),
      USERNAME: who.name,
      USER_ID_FOR_SRP: who.name,
    },
  };
};

// fidelity: docs: RespondToAuthChallenge, PASSWORD_VERIFIER
const withSrpSignature = async (call: AuthCall, { ChallengeResponses }: ChallengeAnswer): Promise<Output> => {
  const { pools, pool, client } = call;
  const username = given(ChallengeResponses, "USERNAME");
  const block = given(ChallengeResponses, "PASSWORD_CLAIM_SECRET_BLOCK");
  const signature = given(ChallengeResponses, "PASSWORD_CLAIM_SIGNATURE");
  const timestamp = given(ChallengeResponses, "TIMESTAMP");
  checkSecretHash(client, username, ChallengeResponses.SECRET_HASH);
  const secret = Buffer.from(block, "base64").toString();
  const session = sessionOf(pools, client, "srp", secret);
  const user = findUser(pools, pool, username);
  await endSession(pools, secret);
  const verifier = user?.password?.srp?.verifier;
  if (!user || !verifier || !session?.srp || session.user !== user.name) throw wrong();
  if (!isSrpSignature(user, { ...session.srp, verifier }, { block, timestamp, signature })) throw wrong();
  checkMaySignIn(user);
  return afterPassword(call, user);
};

const withTotp = async (call: AuthCall, { ChallengeResponses, Session }: ChallengeAnswer): Promise<Output> => {
  const { pools, client, finish } = call;
  const user = userOfSession(call, "totp", { ChallengeResponses, Session });
  const code = given(ChallengeResponses, "SOFTWARE_TOKEN_MFA_CODE");
  const mismatch = new ServiceError("CodeMismatchException", "Invalid code received for user");
  try {
    const changed = await takeTotp(pools, user, code, mismatch);
    await endSession(pools, Session);
    return signedIn(pools, { client, user: changed, finish });
  } catch (error) {
    await missedSession(pools, Session);
    throw error;
  }
};

const withMfaSetUp = async (call: AuthCall, answer: ChallengeAnswer): Promise<Output> => {
  const user = userOfSession(call, "mfaReady", answer);
  await endSession(call.pools, answer.Session);
  return signedIn(call.pools, { client: call.client, user, finish: call.finish });
};

/** Who answers a challenge. @throws {ServiceError} when the session is none of theirs */
const userOfSession = (
  { pools, pool, client }: AuthCall,
  kind: SessionRecord["kind"],
  { ChallengeResponses, Session }: Pick<ChallengeAnswer, "ChallengeResponses" | "Session">,
): UserRecord => {
  const username = given(ChallengeResponses, "USERNAME");
  checkSecretHash(client, username, ChallengeResponses.SECRET_HASH);
  const session = sessionOf(pools, client, kind, Session);
  const user = findUser(pools, pool, username);
  if (!user || session?.user !== user.name) {
    throw new ServiceError("NotAuthorizedException", "Invalid session for the user.");
  }
  return user;
};

// fidelity: docs: Cognito developer guide, "Refresh tokens": the answer has no refresh token of its own
const withRefreshToken = async ({ pools, client }: AuthCall, parameters: Parameters): Promise<Output> => {
  return refreshed(pools, client, given(parameters, "REFRESH_TOKEN"), ({ name }) =>
    checkSecretHash(client, name, parameters.SECRET_HASH),
  );
};

/** Tokens for a refresh token, whose user `check` may refuse. @throws {ServiceError} */
export const refreshed = async (
  pools: UserPools,
  client: ClientRecord,
  token: string,
  check: (user: UserRecord) => void = () => undefined,
): Promise<Output> => {
  const session = sessionOf(pools, client, "refresh", token);
  const user = session && pools.users.get(userKey(client.pool, session.user));
  if (!user) throw new ServiceError("NotAuthorizedException", "Invalid Refresh Token");
  if (user.disabled) throw new ServiceError("NotAuthorizedException", "User is disabled.");
  check(user);
  const signIn = { client, user, grant: session.grant };
  return tokens(pools, signIn, session.origin ?? "", { source: "TokenGeneration_RefreshTokens" });
};

const REFRESH: Flow = { allowedBy: /^ALLOW_REFRESH_TOKEN_AUTH$/, begin: withRefreshToken };
const ADMIN_PASSWORD: Flow = {
  allowedBy: /^(ALLOW_ADMIN_USER_PASSWORD_AUTH|ADMIN_NO_SRP_AUTH)$/,
  begin: withPassword,
};

const FLOWS: Readonly<Record<string, Flow>> = {
  REFRESH_TOKEN_AUTH: REFRESH,
  REFRESH_TOKEN: REFRESH,
  USER_SRP_AUTH: { allowedBy: /^ALLOW_USER_SRP_AUTH$/, begin: withSrp },
};

/** Flows that anybody may begin. fidelity: docs: InitiateAuth, AuthFlow */
export const PUBLIC_FLOWS: typeof FLOWS = {
  ...FLOWS,
  USER_PASSWORD_AUTH: { allowedBy: /^(ALLOW_USER_PASSWORD_AUTH|USER_PASSWORD_AUTH)$/, begin: withPassword },
};

/** The flow of managed login, which each client has. */
export const HOSTED_FLOWS: typeof FLOWS = {
  USER_PASSWORD_AUTH: { allowedBy: /^/, begin: withPassword },
};

/** Flows of a server. fidelity: docs: AdminInitiateAuth, AuthFlow */
export const ADMIN_FLOWS: typeof FLOWS = {
  ...FLOWS,
  ADMIN_USER_PASSWORD_AUTH: ADMIN_PASSWORD,
  ADMIN_NO_SRP_AUTH: ADMIN_PASSWORD,
};

/** @throws {ServiceError} when the client does not allow the flow */
// fidelity: docs: CreateUserPoolClient, ExplicitAuthFlows: the texts as observed
export const beginAuth = (
  flows: typeof FLOWS,
  call: AuthCall,
  { AuthFlow, AuthParameters }: { readonly AuthFlow: string; readonly AuthParameters: Parameters },
): Promise<Output> => {
  const flow = Object.hasOwn(flows, AuthFlow) ? flows[AuthFlow] : undefined;
  if (!flow) throw notEmulated("cognito-idp", call.operation, `the flow ${AuthFlow}`);
  if (!allowedFlows(call.client).some((name) => flow.allowedBy.test(name))) {
    const name = AuthFlow.startsWith("ADMIN") || call.operation.startsWith("Admin") ? "Auth flow" : AuthFlow;
    const text =
      name === "Auth flow" ? "Auth flow not enabled for this client" : `${name} flow not enabled for this client`;
    throw new ServiceError("InvalidParameterException", text);
  }
  return flow.begin(call, AuthParameters);
};

/** What a client answers to a challenge. */
export interface ChallengeAnswer {
  readonly ChallengeName: string;
  readonly ChallengeResponses: Parameters;
  readonly Session: string;
}

// fidelity: docs: RespondToAuthChallenge, ChallengeResponses
const withNewPassword = async (call: AuthCall, { ChallengeResponses, Session }: ChallengeAnswer): Promise<Output> => {
  const { pools, pool, client, finish } = call;
  const { NEW_PASSWORD: password } = ChallengeResponses;
  const user = userOfSession(call, "newPassword", { ChallengeResponses, Session });
  if (!password) throw new ServiceError("InvalidParameterException", "Missing required parameter NEW_PASSWORD");
  checkPassword(pool, password);
  // fidelity: observed: others are passed over: clients send along what they proved the temporary password with
  const change = Object.fromEntries(
    Object.entries(ChallengeResponses).flatMap(([name, value]) => {
      const [, attribute] = /^userAttributes\.(.+)$/.exec(name) ?? [];
      return attribute === undefined ? [] : [[attribute, value]];
    }),
  );
  checkAttributes(pool, change);
  const changed = await changeUser(pools, user, {
    password: keepPassword(user, password),
    status: "CONFIRMED",
    attributes: withAttributes(user, change),
  });
  await endSession(pools, Session);
  return secondFactor(pools, { client, user: changed, finish }, "TokenGeneration_NewPasswordChallenge");
};

const CHALLENGES: Readonly<Record<string, typeof withNewPassword>> = {
  MFA_SETUP: withMfaSetUp,
  NEW_PASSWORD_REQUIRED: withNewPassword,
  PASSWORD_VERIFIER: withSrpSignature,
  SOFTWARE_TOKEN_MFA: withTotp,
};

/** Goes on with a sign-in. @throws {ServiceError} */
export const answerChallenge = (call: AuthCall, answer: ChallengeAnswer): Promise<Output> => {
  const { ChallengeName } = answer;
  const challenge = Object.hasOwn(CHALLENGES, ChallengeName) ? CHALLENGES[ChallengeName] : undefined;
  if (!challenge) throw notEmulated("cognito-idp", call.operation, `the challenge ${ChallengeName}`);
  return challenge(call, answer);
};
