import { timingSafeEqual } from "node:crypto";
import type { Output } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { delivery, newCode } from "../mail/codes";
import { deliver } from "../mail/messages";
import { checkLock, missedProof, rightProof } from "../proofs/attempts";
import { endSession, keepSession, missedSession, signedIn } from "../tokens/sign-in";
import { wordsFor } from "../triggers/custom-message";
import type { UserRecord } from "../user-pools";
import { isVerified } from "../users/users";
import {
  type AuthCall,
  answeredSession,
  type ChallengeAnswer,
  checkConfirmed,
  checkMaySignIn,
  given,
  invalidSession,
  namedUser,
  type Parameters,
  signInOf,
  signingIn,
  userOfSession,
  wrong,
} from "./auth-call";
import { afterPassword, checkPasswordOf } from "./password";
import { passwordVerifier } from "./srp";

interface Chooser {
  readonly user: UserRecord | undefined;
  readonly username: string;
}

/** Signs in as the user chooses. fidelity: docs: InitiateAuth, USER_AUTH */
export const byChoice = async (call: AuthCall, parameters: Parameters, Session?: string): Promise<Output> => {
  const username = namedUser(call, parameters);
  const user = await signingIn(call, username, checkConfirmed);
  if (Session !== undefined) return afterSignUp(call, parameters, Session);
  const chooser = { user, username };
  const { PREFERRED_CHALLENGE: preferred } = parameters;
  if (preferred !== undefined && choices(call, user).includes(preferred)) {
    return chosen(call, chooser, preferred, parameters);
  }
  return {
    ChallengeName: "SELECT_CHALLENGE",
    ChallengeParameters: {},
    AvailableChallenges: choices(call, user),
    Session: await kept(call, chooser),
  };
};

/** Who has just confirmed a sign-up needs no proof besides. fidelity: docs: ConfirmSignUp, Session */
const afterSignUp = async (call: AuthCall, ChallengeResponses: Parameters, Session: string): Promise<Output> => {
  const user = userOfSession(call, "signUp", { ChallengeResponses, Session });
  await endSession(call.pools, Session);
  return signedIn(call.pools, signInOf(call, user));
};

/** What a user may sign in with; of nobody it seems to be a password. */
const choices = ({ pool }: AuthCall, user: UserRecord | undefined): string[] => {
  const factors = pool.settings?.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ["PASSWORD"];
  return factors.flatMap((factor) => {
    if (factor === "PASSWORD") return user && !user.password ? [] : ["PASSWORD", "PASSWORD_SRP"];
    return factor === "EMAIL_OTP" && user?.attributes.email && isVerified(user, "email") ? [factor] : [];
  });
};

const kept = (call: AuthCall, { user, username }: Chooser, kind: "choice" | "emailOtp" = "choice", code?: string) => {
  const who = user ?? { pool: call.pool.id, name: username, sub: "", attributes: {} };
  return keepSession(call.pools, signInOf(call, who), kind, code === undefined ? {} : { code });
};

/** Goes on with what was chosen: the proof itself may come at once. */
const chosen = async (call: AuthCall, chooser: Chooser, choice: string, parameters: Parameters): Promise<Output> => {
  const { user, username } = chooser;
  if (choice === "EMAIL_OTP") return byEmail(call, chooser);
  if (choice === "PASSWORD_SRP" && parameters.SRP_A) {
    return passwordVerifier(call, { user, username, A: parameters.SRP_A });
  }
  if (choice === "PASSWORD" && parameters.PASSWORD) {
    await checkPasswordOf(call, user, username, parameters.PASSWORD);
    if (!user) throw wrong();
    return afterPassword(call, user);
  }
  return { ChallengeName: choice, ChallengeParameters: {}, Session: await kept(call, chooser) };
};

const byEmail = async (call: AuthCall, chooser: Chooser): Promise<Output> => {
  const { pools, client } = call;
  const { user } = chooser;
  if (!user) throw wrong();
  const where = user.attributes.email ?? "";
  const words = await wordsFor(pools, user, { occasion: "Authentication", to: "email", client: client.id });
  const code = newCode();
  const Session = await kept(call, chooser, "emailOtp", code);
  await deliver(pools, user, { purpose: "signIn", to: "email", code, words });
  const { Destination, DeliveryMedium } = delivery("email", where);
  return {
    ChallengeName: "EMAIL_OTP",
    ChallengeParameters: { CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium, CODE_DELIVERY_DESTINATION: Destination },
    Session,
  };
};

/** fidelity: docs: RespondToAuthChallenge, SELECT_CHALLENGE, PASSWORD and PASSWORD_SRP */
export const withChoice = async (call: AuthCall, answer: ChallengeAnswer): Promise<Output> => {
  const { ChallengeName, ChallengeResponses, Session } = answer;
  const { user, name: username } = answeredSession(call, "choice", answer);
  const choice = ChallengeName === "SELECT_CHALLENGE" ? given(ChallengeResponses, "ANSWER") : ChallengeName;
  if (!choices(call, user).includes(choice)) {
    // fidelity: guess: the text
    throw new ServiceError("InvalidParameterException", `${choice} is not available for this user.`);
  }
  if (ChallengeName !== "SELECT_CHALLENGE") given(ChallengeResponses, choice === "PASSWORD" ? "PASSWORD" : "SRP_A");
  await endSession(call.pools, Session);
  if (user) checkMaySignIn(user);
  return chosen(call, { user, username }, choice, ChallengeResponses);
};

/** fidelity: docs: RespondToAuthChallenge, EMAIL_OTP; guess: the text */
export const withEmailCode = async (call: AuthCall, answer: ChallengeAnswer): Promise<Output> => {
  const { pools, pool } = call;
  const { session, user } = answeredSession(call, "emailOtp", answer);
  const said = Buffer.from(given(answer.ChallengeResponses, "EMAIL_OTP_CODE"));
  const code = Buffer.from(session.code ?? "");
  if (!user) throw invalidSession();
  checkLock(pools, pool.id, user.name, "code");
  if (said.length !== code.length || !timingSafeEqual(said, code)) {
    await Promise.all([missedSession(pools, answer.Session), missedProof(pools, pool.id, user.name, "code")]);
    throw new ServiceError("CodeMismatchException", "Invalid code or auth state for the user.");
  }
  await Promise.all([endSession(pools, answer.Session), rightProof(pools, pool.id, user.name, "code")]);
  checkMaySignIn(user);
  return signedIn(pools, signInOf(call, user));
};
