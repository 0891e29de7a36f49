import { notEmulated } from "../../wire/operations/not-emulated";
import type { Output } from "../../wire/operations/operation";
import { ServiceError } from "../../wire/service-error";
import { isPassword, keepPassword } from "./password";
import { checkPassword } from "./pool-settings";
import { checkSecretHash, endSession, newPasswordChallenge, sessionOf, signedIn, tokens } from "./sign-in";
import type { ClientRecord, UserPoolRecord, UserPools, UserRecord } from "./user-pools";
import { changeUser, checkAttributes, findUser, statusOf, userKey, withAttributes } from "./users";

/** A call that signs in: by whom it is made, and through which client. */
export interface AuthCall {
  readonly pools: UserPools;
  readonly pool: UserPoolRecord;
  readonly client: ClientRecord;
  /** `AdminInitiateAuth`. */
  readonly operation: string;
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
const unknownUser = ({ settings }: ClientRecord) =>
  settings?.PreventUserExistenceErrors === "LEGACY"
    ? new ServiceError("UserNotFoundException", "User does not exist.")
    : wrong();

const withPassword = async (call: AuthCall, parameters: Parameters): Promise<Output> => {
  const username = given(parameters, "USERNAME");
  const password = given(parameters, "PASSWORD");
  checkSecretHash(call.client, username, parameters.SECRET_HASH);
  const user = findUser(call.pools, call.pool, username);
  if (!user) throw unknownUser(call.client);
  checkMaySignIn(user);
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
const afterPassword = ({ pools, client }: AuthCall, user: UserRecord): Promise<Output> => {
  if (statusOf(user) === "UNCONFIRMED") throw new ServiceError("UserNotConfirmedException", "User is not confirmed.");
  return statusOf(user) === "FORCE_CHANGE_PASSWORD"
    ? newPasswordChallenge(pools, { client, user })
    : signedIn(pools, { client, user });
};

// fidelity: docs: Cognito developer guide, "Refresh tokens": the answer has no refresh token of its own
const withRefreshToken = async ({ pools, client }: AuthCall, parameters: Parameters): Promise<Output> => {
  const session = sessionOf(pools, client, "refresh", given(parameters, "REFRESH_TOKEN"));
  const user = session && pools.users.get(userKey(client.pool, session.user));
  if (!user) throw new ServiceError("NotAuthorizedException", "Invalid Refresh Token");
  if (user.disabled) throw new ServiceError("NotAuthorizedException", "User is disabled.");
  checkSecretHash(client, user.name, parameters.SECRET_HASH);
  return tokens(pools, { client, user }, session.origin ?? "");
};

const REFRESH: Flow = { allowedBy: /^ALLOW_REFRESH_TOKEN_AUTH$/, begin: withRefreshToken };
const ADMIN_PASSWORD: Flow = {
  allowedBy: /^(ALLOW_ADMIN_USER_PASSWORD_AUTH|ADMIN_NO_SRP_AUTH)$/,
  begin: withPassword,
};

const FLOWS: Readonly<Record<string, Flow>> = { REFRESH_TOKEN_AUTH: REFRESH, REFRESH_TOKEN: REFRESH };

/** Flows that anybody may begin. fidelity: docs: InitiateAuth, AuthFlow */
export const PUBLIC_FLOWS: typeof FLOWS = {
  ...FLOWS,
  USER_PASSWORD_AUTH: { allowedBy: /^(ALLOW_USER_PASSWORD_AUTH|USER_PASSWORD_AUTH)$/, begin: withPassword },
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
  const allowed = call.client.flows.length > 0 ? call.client.flows : USUAL_FLOWS;
  if (!allowed.some((name) => flow.allowedBy.test(name))) {
    const name = AuthFlow.startsWith("ADMIN") || call.operation.startsWith("Admin") ? "Auth flow" : AuthFlow;
    const text =
      name === "Auth flow" ? "Auth flow not enabled for this client" : `${name} flow not enabled for this client`;
    throw new ServiceError("InvalidParameterException", text);
  }
  return flow.begin(call, AuthParameters);
};

/** fidelity: docs: CreateUserPoolClient, ExplicitAuthFlows: what a client that names none supports */
const USUAL_FLOWS = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"];

/** What a client answers to a challenge. */
export interface ChallengeAnswer {
  readonly ChallengeName: string;
  readonly ChallengeResponses: Parameters;
  readonly Session: string;
}

// fidelity: docs: RespondToAuthChallenge, ChallengeResponses
const withNewPassword = async (call: AuthCall, { ChallengeResponses, Session }: ChallengeAnswer): Promise<Output> => {
  const { pools, pool, client, operation } = call;
  const { USERNAME: username = "", NEW_PASSWORD: password, SECRET_HASH: hash, ...others } = ChallengeResponses;
  checkSecretHash(client, username, hash);
  const session = sessionOf(pools, client, "newPassword", Session);
  const user = findUser(pools, pool, username);
  if (!user || session?.user !== user.name) {
    throw new ServiceError("NotAuthorizedException", "Invalid session for the user.");
  }
  if (!password) throw new ServiceError("InvalidParameterException", "Missing required parameter NEW_PASSWORD");
  checkPassword(pool, password);
  const named = Object.entries(others).map(([name, value]) => {
    const [, attribute] = /^userAttributes\.(.+)$/.exec(name) ?? [];
    if (attribute === undefined) throw notEmulated("cognito-idp", operation, name);
    return [attribute, value] as const;
  });
  const change = Object.fromEntries(named);
  checkAttributes(pool, change);
  const changed = await changeUser(pools, user, {
    password: keepPassword(password),
    status: "CONFIRMED",
    attributes: withAttributes(user, change),
  });
  await endSession(pools, Session);
  return signedIn(pools, { client, user: changed });
};

const CHALLENGES: Readonly<Record<string, typeof withNewPassword>> = { NEW_PASSWORD_REQUIRED: withNewPassword };

/** Goes on with a sign-in. @throws {ServiceError} */
export const answerChallenge = (call: AuthCall, answer: ChallengeAnswer): Promise<Output> => {
  const { ChallengeName } = answer;
  const challenge = Object.hasOwn(CHALLENGES, ChallengeName) ? CHALLENGES[ChallengeName] : undefined;
  if (!challenge) throw notEmulated("cognito-idp", call.operation, `the challenge ${ChallengeName}`);
  return challenge(call, answer);
};
