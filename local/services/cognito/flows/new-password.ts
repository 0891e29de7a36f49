import type { Output } from "../../../wire/operations/operation";
import { secondFactor } from "../proofs/mfa";
import { nextPassword } from "../proofs/next-password";
import { checkWritable } from "../settings/client-settings";
import { checkAttributes, checkRequired } from "../settings/schema";
import { endSession } from "../tokens/sign-in";
import { changeUser, withAttributes } from "../users/users";
import { type AuthCall, type ChallengeAnswer, given, signInOf, userOfSession } from "./auth-call";

// fidelity: docs: RespondToAuthChallenge, ChallengeResponses
export const withNewPassword = async (call: AuthCall, answer: ChallengeAnswer): Promise<Output> => {
  const { pools, pool, client } = call;
  const user = userOfSession(call, "newPassword", answer);
  const password = given(answer.ChallengeResponses, "NEW_PASSWORD");
  const next = nextPassword(pool, user, password);
  // fidelity: observed: others are passed over: clients send along what they proved the temporary password with
  const change = Object.fromEntries(
    Object.entries(answer.ChallengeResponses).flatMap(([name, value]) => {
      const [, attribute] = /^userAttributes\.(.+)$/.exec(name) ?? [];
      return attribute === undefined ? [] : [[attribute, value]];
    }),
  );
  checkAttributes(pool, change);
  checkWritable(client, Object.keys(change));
  checkRequired(pool, { ...user.attributes, ...change });
  const [changed] = await Promise.all([
    changeUser(pools, user, (now) => ({
      ...next,
      status: "CONFIRMED",
      attributes: withAttributes(now, change),
    })),
    endSession(pools, answer.Session),
  ]);
  return secondFactor(pools, signInOf(call, changed), "TokenGeneration_NewPasswordChallenge");
};
