import { ServiceError } from "../../../wire/service-error";
import type { UserPoolRecord, UserRecord } from "../user-pools";
import { isVerified, statusOf } from "../users/users";

/** Where a user gets a code for another password: the first verified address that the pool takes. @throws {ServiceError} */
// fidelity: docs: CreateUserPool, AccountRecoverySetting; observed: both texts
export const recoveryOf = ({ settings }: UserPoolRecord, user: UserRecord): "email" | "phone_number" => {
  if (["FORCE_CHANGE_PASSWORD", "EXTERNAL_PROVIDER"].includes(statusOf(user))) {
    throw new ServiceError("NotAuthorizedException", "User password cannot be reset in the current state.");
  }
  const usual = [
    { Name: "verified_phone_number", Priority: 1 },
    { Name: "verified_email", Priority: 2 },
  ];
  const ways = [...(settings?.AccountRecoverySetting?.RecoveryMechanisms ?? usual)];
  for (const { Name } of ways.sort((a, b) => a.Priority - b.Priority)) {
    const attribute = Name === "verified_email" ? "email" : "phone_number";
    if (Name !== "admin_only" && user.attributes[attribute] && isVerified(user, attribute)) return attribute;
  }
  throw new ServiceError(
    "InvalidParameterException",
    "Cannot reset password for the user as there is no registered/verified email or phone_number",
  );
};
