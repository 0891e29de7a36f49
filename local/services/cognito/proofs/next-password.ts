import { ServiceError } from "../../../wire/service-error";
import { checkPassword, type Pool, passwordPolicy } from "../settings/pool-settings";
import type { UserRecord } from "../user-pools";
import { isPassword, keepPassword } from "./password";

/** What changes of a user with a new password. @throws {ServiceError} when the pool does not take it, or had it before */
// fidelity: docs: PasswordPolicyType, PasswordHistorySize; guess: the text
export const nextPassword = (pool: Pool, user: UserRecord, password: string) => {
  checkPassword(pool, password);
  const { PasswordHistorySize: size } = { PasswordHistorySize: 0, ...passwordPolicy(pool) };
  const former = [...(user.password ? [user.password] : []), ...(user.formerPasswords ?? [])].slice(0, size);
  if (former.some((kept) => isPassword(kept, password))) {
    throw new ServiceError("PasswordHistoryPolicyViolationException", "Password has previously been used.");
  }
  return { password: keepPassword(user, password), formerPasswords: former };
};
