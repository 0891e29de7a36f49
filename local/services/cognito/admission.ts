import { attributesFor, fire } from "./triggers";
import type { UserPools, UserRecord } from "./user-pools";

/** What a call says for functions alone. */
interface Told {
  readonly source: "PreSignUp_SignUp" | "PreSignUp_AdminCreateUser";
  readonly client?: string;
  readonly ValidationData?: readonly { readonly Name: string; readonly Value: string }[] | undefined;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

/** A new user as the pool's function lets it in: confirmed, and verified, where it says so. @throws {ServiceError} */
// fidelity: docs: "Pre sign-up Lambda trigger": what it answers counts for who signs up alone
export const admitted = async (pools: UserPools, user: UserRecord, told: Told): Promise<UserRecord> => {
  const { source, client, ValidationData = [], ClientMetadata } = told;
  const { sub: _, "cognito:user_status": _status, ...userAttributes } = attributesFor(user);
  const answer = await fire(pools, {
    trigger: "PreSignUp",
    source,
    user,
    ...(client === undefined ? {} : { client }),
    request: {
      userAttributes,
      validationData:
        ValidationData.length > 0 ? Object.fromEntries(ValidationData.map(({ Name, Value }) => [Name, Value])) : null,
      ...(ClientMetadata ? { clientMetadata: ClientMetadata } : {}),
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
  if (!answer || source !== "PreSignUp_SignUp") return user;
  const verified = {
    ...(answer.autoVerifyEmail === true && user.attributes.email ? { email_verified: "true" } : {}),
    ...(answer.autoVerifyPhone === true && user.attributes.phone_number ? { phone_number_verified: "true" } : {}),
  };
  const status = answer.autoConfirmUser === true ? { status: "CONFIRMED" as const } : {};
  return { ...user, ...status, attributes: { ...user.attributes, ...verified } };
};
