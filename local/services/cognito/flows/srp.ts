import type { Output } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { checkLock, missedProof, rightProof } from "../proofs/attempts";
import { imaginedUser, isSrpSignature, isSrpValue, srpChallenge } from "../proofs/srp";
import type { CustomChallenges } from "../stored";
import { endSession, keepSession, sessionOf } from "../tokens/sign-in";
import type { UserRecord } from "../user-pools";
import { countedName } from "../users/user-names";
import { findUser } from "../users/users";
import {
  type AuthCall,
  type ChallengeAnswer,
  given,
  namedUser,
  type Parameters,
  signInOf,
  signingIn,
  wrong,
} from "./auth-call";
import { nextCustomChallenge } from "./custom";
import { afterPassword } from "./password";

// fidelity: docs: InitiateAuth, USER_SRP_AUTH: PASSWORD_VERIFIER
export const withSrp = async (call: AuthCall, parameters: Parameters): Promise<Output> => {
  const username = namedUser(call, parameters);
  const A = given(parameters, "SRP_A");
  const user = await signingIn(call, username);
  return passwordVerifier(call, { user, username, A });
};

/** Who proves a password: nobody is asked as everybody is. */
export interface Prover {
  readonly user: UserRecord | undefined;
  readonly username: string;
  readonly A: string;
  /** Of a sign-in that functions of the pool decide on. */
  readonly custom?: CustomChallenges;
}

export const passwordVerifier = async (call: AuthCall, { user, username, A, custom }: Prover): Promise<Output> => {
  const { pools, pool } = call;
  if (!isSrpValue(A)) throw new ServiceError("InvalidParameterException", "SRP_A is not a valid value");
  const nobody = imaginedUser(pool, countedName(pool, undefined, username));
  const who = user ?? { pool: pool.id, name: nobody.name, sub: "", attributes: {} };
  checkLock(pools, pool.id, countedName(pool, user, username));
  const kept = user?.password?.srp ?? nobody.verifier;
  const { b, B } = srpChallenge(kept);
  const block = await keepSession(pools, signInOf(call, who), "srp", {
    srp: { A, b, B },
    ...(custom ? { custom } : {}),
  });
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
export const withSrpSignature = async (call: AuthCall, { ChallengeResponses }: ChallengeAnswer): Promise<Output> => {
  const { pools, pool, client } = call;
  const username = namedUser({ client }, ChallengeResponses);
  const block = given(ChallengeResponses, "PASSWORD_CLAIM_SECRET_BLOCK");
  const signature = given(ChallengeResponses, "PASSWORD_CLAIM_SIGNATURE");
  const timestamp = given(ChallengeResponses, "TIMESTAMP");
  const secret = Buffer.from(block, "base64").toString();
  const session = sessionOf(pools, client, "srp", secret);
  const user = findUser(pools, pool, username);
  const nobody = imaginedUser(pool, countedName(pool, undefined, username));
  const who = user ?? { pool: pool.id, name: nobody.name };
  const known = session?.user === who.name || session?.user === username ? session : undefined;
  const name = countedName(pool, user, username);
  checkLock(pools, pool.id, name);
  const ended = endSession(pools, secret);
  const { verifier } = user?.password?.srp ?? nobody.verifier;
  const proved =
    known?.srp !== undefined && isSrpSignature(who, { ...known.srp, verifier }, { block, timestamp, signature });
  const right = proved && user?.password?.srp !== undefined;
  await Promise.all([ended, right ? rightProof(pools, pool.id, name) : missedProof(pools, pool.id, name)]);
  const custom = known?.custom;
  if (custom) {
    const challengeResult = { challengeName: "PASSWORD_VERIFIER", challengeResult: right, challengeMetadata: null };
    return nextCustomChallenge(call, { user, username, done: [...custom.done, challengeResult] });
  }
  if (!user || !right) throw wrong();
  return afterPassword(call, user);
};
