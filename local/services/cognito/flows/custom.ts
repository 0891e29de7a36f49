import { notEmulated } from "../../../wire/operations/not-emulated";
import type { Output } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import type { CustomChallenges } from "../stored";
import { endSession, keepSession, signedIn } from "../tokens/sign-in";
import { attributesFor, fire, functionOf, type Members, told, unrecognizable } from "../triggers/fire";
import type { UserRecord } from "../user-pools";
import {
  type AuthCall,
  answeredSession,
  type ChallengeAnswer,
  checkConfirmed,
  checkMaySignIn,
  given,
  namedUser,
  type Parameters,
  signInOf,
  signingIn,
  wrong,
} from "./auth-call";

/** How a call proves the password to functions of the pool, which do not see it. */
type Verifier = (
  call: AuthCall,
  prover: { user: UserRecord | undefined; username: string; A: string; custom: CustomChallenges },
) => Promise<Output>;

/** Signs in by challenges that functions of the pool think of. */
// fidelity: docs: "Custom authentication challenge Lambda triggers"; observed: the text
export const customAuth =
  (passwordVerifier: Verifier) =>
  async (call: AuthCall, parameters: Parameters): Promise<Output> => {
    const username = namedUser(call, parameters);
    if (!functionOf(call.pools, call.pool.id, "DefineAuthChallenge")) throw notConfigured();
    const user = await signingIn(call, username, checkConfirmed);
    if (parameters.CHALLENGE_NAME !== "SRP_A") return nextCustomChallenge(call, { user, username, done: [] });
    const A = given(parameters, "SRP_A");
    const done = [{ challengeName: "SRP_A", challengeResult: true, challengeMetadata: null }];
    const { challengeName } = await defined(call, { user, username, done });
    if (challengeName !== "PASSWORD_VERIFIER") throw unrecognizable();
    return passwordVerifier(call, { user, username, A, custom: { done } });
  };

const notConfigured = () =>
  new ServiceError("InvalidParameterException", "Custom auth lambda trigger is not configured for the user pool.");

interface Challenged {
  readonly user: UserRecord | undefined;
  readonly username: string;
  readonly done: CustomChallenges["done"];
}

const event = ({ pool, client, metadata }: AuthCall, { user, username }: Omit<Challenged, "done">) => ({
  user: user ?? { pool: pool.id, name: username },
  client: client.id,
  request: { userAttributes: attributesFor(user), ...(user ? {} : { userNotFound: true }), ...told(metadata) },
});

/** What the pool's function says comes next. @throws {ServiceError} when it gives up */
const defined = async (call: AuthCall, challenged: Challenged): Promise<Members> => {
  const { request, ...common } = event(call, challenged);
  const answer = await fire(call.pools, {
    trigger: "DefineAuthChallenge",
    source: "DefineAuthChallenge_Authentication",
    ...common,
    request: { ...request, session: challenged.done },
    response: { challengeName: null, issueTokens: null, failAuthentication: null },
  });
  if (!answer) throw notConfigured();
  if (answer.failAuthentication === true) throw wrong();
  return answer;
};

/** Tokens, or the challenge that comes next. */
export const nextCustomChallenge = async (call: AuthCall, challenged: Challenged): Promise<Output> => {
  const { pools } = call;
  const { user, username, done } = challenged;
  const { issueTokens, challengeName } = await defined(call, challenged);
  if (issueTokens === true) {
    if (!user) throw wrong();
    return signedIn(pools, signInOf(call, user));
  }
  if (typeof challengeName !== "string") throw unrecognizable();
  if (challengeName !== "CUSTOM_CHALLENGE") {
    throw notEmulated("cognito-idp", call.operation, `the challenge ${challengeName} after ${done.length} others`);
  }
  const { request, ...common } = event(call, challenged);
  const made = await fire(pools, {
    trigger: "CreateAuthChallenge",
    source: "CreateAuthChallenge_Authentication",
    ...common,
    request: { ...request, challengeName, session: done },
    response: { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null },
  });
  if (!made) throw notConfigured();
  const name = user?.name ?? username;
  const who = user ?? { pool: call.pool.id, name, sub: "", attributes: {} };
  const custom = {
    done,
    secret: texts(made.privateChallengeParameters),
    metadata: typeof made.challengeMetadata === "string" ? made.challengeMetadata : null,
  };
  return {
    ChallengeName: challengeName,
    ChallengeParameters: { USERNAME: name, ...texts(made.publicChallengeParameters) },
    Session: await keepSession(pools, signInOf(call, who), "custom", { custom }),
  };
};

/** Parameters are texts. @throws {ServiceError} */
const texts = (value: unknown): Readonly<Record<string, string>> => {
  const entries = Object.entries(value ?? {});
  if (typeof (value ?? {}) !== "object" || entries.some(([, each]) => typeof each !== "string")) throw unrecognizable();
  return Object.fromEntries(entries);
};

// fidelity: docs: RespondToAuthChallenge, CUSTOM_CHALLENGE
export const withCustomAnswer = async (call: AuthCall, answer: ChallengeAnswer): Promise<Output> => {
  const { pools } = call;
  const { session, user, name } = answeredSession(call, "custom", answer);
  const challengeAnswer = given(answer.ChallengeResponses, "ANSWER");
  await endSession(pools, answer.Session);
  if (user) checkMaySignIn(user);
  const { done = [], metadata = null, secret = {} } = session.custom ?? {};
  const { request, ...common } = event(call, { user, username: name });
  const verified = await fire(pools, {
    trigger: "VerifyAuthChallengeResponse",
    source: "VerifyAuthChallengeResponse_Authentication",
    ...common,
    request: { ...request, privateChallengeParameters: secret, challengeAnswer },
    response: { answerCorrect: null },
  });
  if (!verified) throw notConfigured();
  const result = {
    challengeName: "CUSTOM_CHALLENGE",
    challengeResult: verified.answerCorrect === true,
    challengeMetadata: metadata,
  };
  return nextCustomChallenge(call, { user, username: name, done: [...done, result] });
};
