import type { Output } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { keepSession, type SignIn, signedIn } from "../tokens/sign-in";
import type { TokenSource } from "../triggers/token-claims";
import type { UserPools, UserRecord } from "../user-pools";
import { changeUser } from "../users/users";
import { totpStep } from "./totp";

/** Tokens, or the second factor that the pool asks first. */
// fidelity: docs: "Adding MFA to a user pool": required of all (ON), or of who has chosen it (OPTIONAL)
export const secondFactor = async (pools: UserPools, signIn: SignIn, source?: TokenSource): Promise<Output> => {
  const { client, user } = signIn;
  const { MfaConfiguration = "OFF" } = pools.require(client.pool).settings ?? {};
  const { verified = false, enabled = false, preferred = false } = user.totp ?? {};
  if (MfaConfiguration !== "OFF" && verified && (enabled || preferred || MfaConfiguration === "ON")) {
    return {
      ChallengeName: "SOFTWARE_TOKEN_MFA",
      ChallengeParameters: { USER_ID_FOR_SRP: user.name },
      Session: await keepSession(pools, signIn, "totp"),
    };
  }
  if (MfaConfiguration !== "ON") return signedIn(pools, signIn, source);
  return {
    ChallengeName: "MFA_SETUP",
    ChallengeParameters: { MFAS_CAN_SETUP: JSON.stringify(["SOFTWARE_TOKEN_MFA"]), USER_ID_FOR_SRP: user.name },
    Session: await keepSession(pools, signIn, "mfaSetup"),
  };
};

/** Takes a one-time password of a user, which is good once. @throws {ServiceError} in the words of `mismatch` */
// fidelity: docs: VerifySoftwareToken, RespondToAuthChallenge; observed: the texts
export const takeTotp = (pools: UserPools, user: UserRecord, code: string, mismatch: ServiceError) => {
  const { totp } = user;
  const step = totp && totpStep(totp.secret, code, pools.cloud.clock.now());
  if (!totp || step === undefined) throw mismatch;
  if (step <= (totp.lastStep ?? 0)) {
    throw new ServiceError("ExpiredCodeException", "Your software token has already been used once.");
  }
  return changeUser(pools, user, { totp: { ...totp, verified: true, lastStep: step } });
};
