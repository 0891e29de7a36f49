import type { Output } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { checkLock, missedProof, rightProof } from "../proofs/attempts";
import { secondFactor } from "../proofs/mfa";
import { isPassword } from "../proofs/password";
import { passwordPolicy } from "../settings/pool-settings";
import { hidesUsers, newPasswordChallenge } from "../tokens/sign-in";
import { migrated } from "../triggers/migration";
import { beforeSignIn } from "../triggers/sign-in";
import type { UserRecord } from "../user-pools";
import { countedName } from "../users/user-names";
import { findUser, statusOf } from "../users/users";
import {
  type AuthCall,
  checkConfirmed,
  checkMaySignIn,
  given,
  namedUser,
  type Parameters,
  signInOf,
  unknownUser,
  wrong,
} from "./auth-call";

/** Signs in with a name and a password as they are. */
// fidelity: docs: InitiateAuth, USER_PASSWORD_AUTH; "Migrate user Lambda trigger": in flows that send the password alone
export const withPassword = async (call: AuthCall, parameters: Parameters): Promise<Output> => {
  const { pools, pool, client, metadata } = call;
  const username = namedUser(call, parameters);
  const password = given(parameters, "PASSWORD");
  const known = findUser(pools, pool, username);
  if (!known) {
    checkLock(pools, pool.id, countedName(pool, known, username));
    const user = await migrated({ pools, pool, client, username, password, metadata });
    if (user) return afterPassword(call, user);
    if (!hidesUsers(client)) throw unknownUser(client);
  }
  if (known) checkMaySignIn(known);
  await beforeSignIn(pools, { client, metadata, name: username, user: known });
  await checkPasswordOf(call, known, username, password);
  if (!known) throw wrong();
  return afterPassword(call, known);
};

/** Looks at a password, of nobody as well as of a user. @throws {ServiceError} when it is wrong, or was too often */
export const checkPasswordOf = async (
  { pools, pool }: Pick<AuthCall, "pools" | "pool">,
  user: UserRecord | undefined,
  username: string,
  password: string,
): Promise<void> => {
  const name = countedName(pool, user, username);
  checkLock(pools, pool.id, name);
  if (isPassword(user?.password, password)) return rightProof(pools, pool.id, name);
  await missedProof(pools, pool.id, name);
  throw wrong();
};

/** What follows on a right password. */
export const afterPassword = (call: AuthCall, user: UserRecord): Promise<Output> => {
  checkMaySignIn(user);
  checkConfirmed(user);
  const { pools, pool } = call;
  if (statusOf(user) !== "FORCE_CHANGE_PASSWORD") return secondFactor(pools, signInOf(call, user));
  const until = (user.invited ?? Infinity) + passwordPolicy(pool).TemporaryPasswordValidityDays * 86_400_000;
  // fidelity: observed: reports of the text
  if (until <= pools.cloud.clock.now()) {
    const text = "Temporary password has expired and must be reset by an administrator.";
    throw new ServiceError("NotAuthorizedException", text);
  }
  return newPasswordChallenge(pools, signInOf(call, user));
};
