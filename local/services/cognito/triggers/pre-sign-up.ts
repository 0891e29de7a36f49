import { ServiceError } from "../../../wire/service-error";
import type { UserPools, UserRecord } from "../user-pools";
import { attributesFor, fire, type Metadata, told } from "./fire";

/** What a call says for functions alone. */
interface Told {
  readonly source: "PreSignUp_SignUp" | "PreSignUp_AdminCreateUser" | "PreSignUp_ExternalProvider";
  readonly client?: string;
  readonly ValidationData?: readonly { readonly Name: string; readonly Value: string }[] | undefined;
  readonly ClientMetadata?: Metadata | undefined;
}

/** A new user as the pool's function lets it in: confirmed, and verified, where it says so. @throws {ServiceError} */
// fidelity: docs: "Pre sign-up Lambda trigger": what it answers counts for nothing where an administrator calls
export const admitted = async (pools: UserPools, user: UserRecord, call: Told): Promise<UserRecord> => {
  const { source, client, ValidationData = [], ClientMetadata } = call;
  const { sub: _, "cognito:user_status": _status, ...userAttributes } = attributesFor(user);
  const answer = await fire(pools, {
    trigger: "PreSignUp",
    source,
    user,
    client,
    request: {
      userAttributes,
      validationData:
        ValidationData.length > 0 ? Object.fromEntries(ValidationData.map(({ Name, Value }) => [Name, Value])) : null,
      ...told(ClientMetadata),
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
  if (!answer || source === "PreSignUp_AdminCreateUser") return user;
  const verified = (["email", "phone_number"] as const).filter(
    (name) => answer[name === "email" ? "autoVerifyEmail" : "autoVerifyPhone"] === true,
  );
  // fidelity: docs: "an error will occur and the user will not be able to complete sign-up"; guess: the text
  const missing = verified.find((name) => !user.attributes[name]);
  if (missing)
    throw new ServiceError("InvalidParameterException", `Cannot verify attribute ${missing} without a value.`);
  const attributes = {
    ...user.attributes,
    ...Object.fromEntries(verified.map((name) => [`${name}_verified`, "true"])),
  };
  return { ...user, ...(answer.autoConfirmUser === true ? { status: "CONFIRMED" } : {}), attributes };
};
