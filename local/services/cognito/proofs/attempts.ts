import { createHash } from "node:crypto";
import { ServiceError } from "../../../wire/service-error";
import type { UserPools } from "../user-pools";

/**
 * What a name is locked for when it is wrong too often. A right password forgets no wrong codes: who has the one could
 * go on guessing the other.
 */
type Proof = "password" | "code";

/** fidelity: docs: "Lockout behavior for failed sign-in attempts": after five, for a second that doubles up to 15 minutes */
const FREE_GUESSES = 5;
const FORGOTTEN_MS = 15 * 60_000;

/** Names come from anybody, and may be longer than keys. */
const keyOf = (pool: string, name: string, what: string): string =>
  `${pool}/${createHash("sha256").update(name).digest("base64url")}/${what}`;

/** @throws {ServiceError} while a name is locked after wrong proofs; such an attempt does not count */
// fidelity: docs: "Adding MFA to a user pool": wrong codes lock as wrong passwords do
export const checkLock = (
  { attempts, cloud }: UserPools,
  pool: string,
  name: string,
  proof: Proof = "password",
): void => {
  const { locked = 0 } = attempts.get(keyOf(pool, name, proof)) ?? {};
  // fidelity: observed: the text
  if (locked > cloud.clock.now()) throw new ServiceError("NotAuthorizedException", "Password attempts exceeded");
};

/** Counts a wrong proof under a name. */
export const missedProof = async (
  { attempts, cloud }: UserPools,
  pool: string,
  name: string,
  proof: Proof = "password",
): Promise<void> => {
  const key = keyOf(pool, name, proof);
  const count = (attempts.get(key)?.count ?? 0) + 1;
  const now = cloud.clock.now();
  const lockMs = count < FREE_GUESSES ? 0 : Math.min(2 ** (count - FREE_GUESSES) * 1000, FORGOTTEN_MS);
  await attempts.put(key, { count, locked: now + lockMs, until: now + lockMs + FORGOTTEN_MS });
};

/** A right proof forgets the wrong ones. */
export const rightProof = async (
  { attempts }: UserPools,
  pool: string,
  name: string,
  proof: Proof = "password",
): Promise<void> => {
  const key = keyOf(pool, name, proof);
  if (attempts.get(key)) await attempts.remove(key);
};

const HOUR_MS = 3_600_000;

/** Something that may be done so often an hour under one name. */
interface Tries {
  readonly pool: string;
  readonly name: string;
  readonly what: string;
  readonly limit: number;
}

/** @throws {ServiceError} when it was done too often */
// fidelity: docs: ForgotPassword, ConfirmForgotPassword, ChangePassword: LimitExceededException; observed: the text
export const checkAttempts = ({ attempts }: UserPools, { pool, name, what, limit }: Tries): void => {
  if ((attempts.get(keyOf(pool, name, what))?.count ?? 0) < limit) return;
  throw new ServiceError("LimitExceededException", "Attempt limit exceeded, please try after some time.");
};

/** Counts once more. @throws {ServiceError} when it was done too often */
export const countAttempt = async (pools: UserPools, tries: Tries): Promise<void> => {
  checkAttempts(pools, tries);
  const key = keyOf(tries.pool, tries.name, tries.what);
  const { count, until } = pools.attempts.get(key) ?? { count: 0, until: pools.cloud.clock.now() + HOUR_MS };
  await pools.attempts.put(key, { count: count + 1, until });
};

/** What was done right counts anew. */
export const forgetAttempts = async ({ attempts }: UserPools, { pool, name, what }: Tries): Promise<void> => {
  const key = keyOf(pool, name, what);
  if (attempts.get(key)) await attempts.remove(key);
};
