import { ServiceError } from "../../../wire/service-error";
import type { UserPoolRecord, UserRecord } from "../user-pools";
import { isVerified, statusOf } from "../users/users";

/** Where a user gets a code for another password: the first verified address that the pool takes. @throws {ServiceError} */
// fidelity: docs: CreateUserPool, AccountRecoverySetting; observed: both texts
export const recoveryOf = ({ settings }: UserPoolRecord, user: UserRecord): "email" | "phone_number" => {
  if (["FORCE_CHANGE_PASSWORD", "EXTERNAL_PROVIDER"].includes(statusOf(user))) {
    throw new ServiceError("NotAuthorizedException", "User password cannot be reset in the current state.");
  }
  const address = addressesOf({ settings }, user)[0];
  if (address) return address;
  throw new ServiceError(
    "InvalidParameterException",
    "Cannot reset password for the user as there is no registered/verified email or phone_number",
  );
};

/** Whether a user has an address that the pool sends such a code to. */
export const isRecoverable = (pool: Pick<UserPoolRecord, "settings">, user: UserRecord): boolean =>
  addressesOf(pool, user).length > 0;

const addressesOf = ({ settings }: Pick<UserPoolRecord, "settings">, user: UserRecord) => {
  const usual = [
    { Name: "verified_phone_number", Priority: 1 },
    { Name: "verified_email", Priority: 2 },
  ];
  const ways = [...(settings?.AccountRecoverySetting?.RecoveryMechanisms ?? usual)];
  return ways
    .sort((a, b) => a.Priority - b.Priority)
    .filter(({ Name }) => Name !== "admin_only")
    .map(({ Name }) => (Name === "verified_email" ? "email" : "phone_number"))
    .filter((attribute) => user.attributes[attribute] && isVerified(user, attribute));
};
