import type { Output } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { takeTotp } from "../proofs/mfa";
import { endSession, missedSession, signedIn } from "../tokens/sign-in";
import { type AuthCall, type ChallengeAnswer, given, signInOf, userOfSession } from "./auth-call";

export const withTotp = async (call: AuthCall, answer: ChallengeAnswer): Promise<Output> => {
  const { pools } = call;
  const user = userOfSession(call, "totp", answer);
  const code = given(answer.ChallengeResponses, "SOFTWARE_TOKEN_MFA_CODE");
  const mismatch = new ServiceError("CodeMismatchException", "Invalid code received for user");
  try {
    const changed = await takeTotp(pools, user, code, mismatch);
    await endSession(pools, answer.Session);
    return await signedIn(pools, signInOf(call, changed));
  } catch (error) {
    await missedSession(pools, answer.Session);
    throw error;
  }
};

export const withMfaSetUp = async (call: AuthCall, answer: ChallengeAnswer): Promise<Output> => {
  const user = userOfSession(call, "mfaReady", answer);
  await endSession(call.pools, answer.Session);
  return signedIn(call.pools, signInOf(call, user));
};
