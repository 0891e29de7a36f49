import type { Output } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { checkLock, missedProof, rightProof } from "../proofs/attempts";
import { takeTotp } from "../proofs/mfa";
import { endSession, missedSession, signedIn } from "../tokens/sign-in";
import { type AuthCall, type ChallengeAnswer, given, signInOf, userOfSession } from "./auth-call";

export const withTotp = async (call: AuthCall, answer: ChallengeAnswer): Promise<Output> => {
  const { pools, pool } = call;
  const user = userOfSession(call, "totp", answer);
  const code = given(answer.ChallengeResponses, "SOFTWARE_TOKEN_MFA_CODE");
  const mismatch = new ServiceError("CodeMismatchException", "Invalid code received for user");
  checkLock(pools, pool.id, user.name, "code");
  let taken: ReturnType<typeof takeTotp>;
  try {
    taken = takeTotp(pools, user, code, mismatch);
  } catch (error) {
    await Promise.all([missedSession(pools, answer.Session), missedProof(pools, pool.id, user.name, "code")]);
    throw error;
  }
  await Promise.all([taken, endSession(pools, answer.Session), rightProof(pools, pool.id, user.name, "code")]);
  return signedIn(pools, signInOf(call, await taken));
};

export const withMfaSetUp = async (call: AuthCall, answer: ChallengeAnswer): Promise<Output> => {
  const user = userOfSession(call, "mfaReady", answer);
  await endSession(call.pools, answer.Session);
  return signedIn(call.pools, signInOf(call, user));
};
