import { createHash } from "node:crypto";
import { ServiceError } from "../../../wire/service-error";
import type { UserPools } from "../user-pools";

/** fidelity: docs: "Lockout behavior for failed sign-in attempts": after five, for a second that doubles up to 15 minutes */
const FREE_PASSWORDS = 5;
const FORGOTTEN_MS = 15 * 60_000;

/** Names come from anybody, and may be longer than keys. */
const keyOf = (pool: string, name: string, what: string): string =>
  `${pool}/${createHash("sha256").update(name).digest("base64url")}/${what}`;

const passwordKey = (pool: string, name: string) => keyOf(pool, name, "password");

/** @throws {ServiceError} while a name is locked after wrong passwords; such an attempt does not count */
export const checkLock = ({ attempts, cloud }: UserPools, pool: string, name: string): void => {
  const { locked = 0 } = attempts.get(passwordKey(pool, name)) ?? {};
  // fidelity: observed: the text
  if (locked > cloud.clock.now()) throw new ServiceError("NotAuthorizedException", "Password attempts exceeded");
};

/** Counts a wrong password under a name. */
export const missedPassword = async ({ attempts, cloud }: UserPools, pool: string, name: string): Promise<void> => {
  const key = passwordKey(pool, name);
  const count = (attempts.get(key)?.count ?? 0) + 1;
  const now = cloud.clock.now();
  const lockMs = count < FREE_PASSWORDS ? 0 : Math.min(2 ** (count - FREE_PASSWORDS) * 1000, FORGOTTEN_MS);
  await attempts.put(key, { count, locked: now + lockMs, until: now + lockMs + FORGOTTEN_MS });
};

/** A right password forgets the wrong ones. */
export const rightPassword = async ({ attempts }: UserPools, pool: string, name: string): Promise<void> => {
  const key = passwordKey(pool, name);
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
