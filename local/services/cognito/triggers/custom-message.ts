import type { UserPools, UserRecord } from "../user-pools";
import { attributesFor, fire, type Metadata, told } from "./fire";

/** Why something is sent to a user. */
export type Occasion =
  | "SignUp"
  | "AdminCreateUser"
  | "ResendCode"
  | "ForgotPassword"
  | "UpdateUserAttribute"
  | "VerifyUserAttribute"
  | "Authentication";

/** Words of a message: `{####}` stands for the code, `{username}` for the name. */
export interface Words {
  readonly subject?: string;
  readonly text?: string;
}

/** The words that the pool's function has for a message; none where it says nothing. @throws {ServiceError} */
// fidelity: docs: "Custom message Lambda trigger": both placeholders where an administrator made the user
export const wordsFor = async (
  pools: UserPools,
  user: UserRecord,
  call: {
    readonly occasion: Occasion;
    readonly to: "email" | "phone_number";
    readonly client?: string | undefined;
    readonly metadata?: Metadata | undefined;
  },
): Promise<Words> => {
  const { occasion, to, client, metadata } = call;
  const answer = await fire(pools, {
    trigger: "CustomMessage",
    source: `CustomMessage_${occasion}`,
    user,
    client,
    request: {
      userAttributes: attributesFor(user),
      codeParameter: "{####}",
      linkParameter: "{##Click Here##}",
      usernameParameter: occasion === "AdminCreateUser" ? "{username}" : null,
      ...told(metadata),
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  });
  const { smsMessage, emailMessage, emailSubject } = answer ?? {};
  const text = to === "email" ? emailMessage : smsMessage;
  return {
    ...(typeof text === "string" ? { text } : {}),
    ...(to === "email" && typeof emailSubject === "string" ? { subject: emailSubject } : {}),
  };
};
