import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { admitted } from "../admission";
import { delivery, sendCode, takeCode } from "../codes";
import { keepPassword } from "../password";
import { checkPassword } from "../pool-settings";
import { recoveryOf } from "../recovery";
import { checkSecretHash, hidesUsers, signOut } from "../sign-in";
import type { UserPoolRecord, UserRecord } from "../user-pools";
import { Attributes, changeUser, findUser, newUser, statusOf, userKey } from "../users";
import { type CognitoParts, THROUGH_CLIENT } from "./cognito-operation";

const named = {
  ClientId: z.string().min(1).max(128),
  Username: z.string().min(1).max(128),
  SecretHash: z.string().min(1).optional(),
  /** Told to triggers alone. */
  ClientMetadata: z.record(z.string(), z.string()).optional(),
};
const Password = z.string().min(1).max(256);
const ConfirmationCode = z.string().min(1).max(2048);

export const signUp = operation(
  "SignUp",
  z.object({ ...named, Password, UserAttributes: Attributes, ValidationData: Attributes }),
  THROUGH_CLIENT,
  ({ pools }: CognitoParts) =>
    async ({ Username, Password, SecretHash, UserAttributes, ...told }, { pool, client }) => {
      checkSecretHash(client, Username, SecretHash);
      if (pool.settings?.AdminCreateUserConfig?.AllowAdminCreateUserOnly) {
        throw new ServiceError("NotAuthorizedException", "SignUp is not permitted for this user pool");
      }
      checkPassword(pool, Password);
      const verified = UserAttributes.find(({ Name }) => Name.endsWith("_verified"));
      // fidelity: observed: reports of the text
      if (verified) {
        throw new ServiceError("NotAuthorizedException", `A client attempted to write unauthorized attribute`);
      }
      const made = { username: Username, password: Password, given: UserAttributes };
      const asked = newUser(pools, pool, { ...made, status: "UNCONFIRMED" }, "User already exists");
      const user = await admitted(pools, asked, { source: "PreSignUp_SignUp", client: client.id, ...told });
      // While the function ran, somebody else may have taken the name.
      if (findUser(pools, pool, Username)) throw new ServiceError("UsernameExistsException", "User already exists");
      await pools.users.put(userKey(pool.id, user.name), user);
      const confirmed = statusOf(user) === "CONFIRMED";
      const to = confirmed ? undefined : verifiedBy(pool, user);
      const sent = to && (await sendCode(pools, user, { purpose: "signUp", to }));
      return { UserConfirmed: confirmed, UserSub: user.sub, ...(sent ? { CodeDeliveryDetails: sent } : {}) };
    },
);

/** The attribute that the code of a sign-up verifies. */
// fidelity: docs: "Verifying contact information at sign-up": the phone number goes before the address
const verifiedBy = ({ settings }: UserPoolRecord, { attributes }: UserRecord) =>
  (["phone_number", "email"] as const).find(
    (name) => settings?.AutoVerifiedAttributes?.includes(name) && attributes[name],
  );

export const confirmSignUp = operation(
  "ConfirmSignUp",
  z.object({ ...named, ConfirmationCode, ForceAliasCreation: z.literal(false).optional() }),
  THROUGH_CLIENT,
  ({ pools }: CognitoParts) =>
    async ({ Username, SecretHash, ConfirmationCode }, { pool, client }) => {
      checkSecretHash(client, Username, SecretHash);
      const user = findUser(pools, pool, Username);
      if (!user)
        throw unknownUser(client, "ExpiredCodeException", "Invalid code provided, please request a code again.");
      if (statusOf(user) === "CONFIRMED") {
        throw new ServiceError("NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED");
      }
      await takeCode(pools, user, "signUp", ConfirmationCode);
      const to = verifiedBy(pool, user);
      const attributes = { ...user.attributes, ...(to ? { [`${to}_verified`]: "true" } : {}) };
      await changeUser(pools, user, { status: "CONFIRMED", attributes });
      return {};
    },
);

export const resendConfirmationCode = operation(
  "ResendConfirmationCode",
  z.object(named),
  THROUGH_CLIENT,
  ({ pools }: CognitoParts) =>
    async ({ Username, SecretHash }, { pool, client }) => {
      checkSecretHash(client, Username, SecretHash);
      const user = findUser(pools, pool, Username);
      if (!user) {
        if (hidesUsers(client)) return { CodeDeliveryDetails: pretended(Username) };
        throw unknownUser(client, "", "");
      }
      if (statusOf(user) === "CONFIRMED") {
        throw new ServiceError("InvalidParameterException", "User is already confirmed.");
      }
      const to = verifiedBy(pool, user);
      // fidelity: observed: reports of the text
      if (!to)
        throw new ServiceError("InvalidParameterException", "Cannot resend codes. Auto verification not turned on.");
      return { CodeDeliveryDetails: await sendCode(pools, user, { purpose: "signUp", to }) };
    },
);

export const forgotPassword = operation(
  "ForgotPassword",
  z.object(named),
  THROUGH_CLIENT,
  ({ pools }: CognitoParts) =>
    async ({ Username, SecretHash }, { pool, client }) => {
      checkSecretHash(client, Username, SecretHash);
      const user = findUser(pools, pool, Username);
      if (!user) {
        if (hidesUsers(client)) return { CodeDeliveryDetails: pretended(Username) };
        throw unknownUser(client, "", "");
      }
      if (user.disabled) throw new ServiceError("NotAuthorizedException", "User is disabled.");
      const to = recoveryOf(pool, user);
      return { CodeDeliveryDetails: await sendCode(pools, user, { purpose: "forgotPassword", to }) };
    },
);

export const confirmForgotPassword = operation(
  "ConfirmForgotPassword",
  z.object({ ...named, ConfirmationCode, Password }),
  THROUGH_CLIENT,
  ({ pools }: CognitoParts) =>
    async ({ Username, SecretHash, ConfirmationCode, Password }, { pool, client }) => {
      checkSecretHash(client, Username, SecretHash);
      const user = findUser(pools, pool, Username);
      if (!user)
        throw unknownUser(client, "ExpiredCodeException", "Invalid code provided, please request a code again.");
      checkPassword(pool, Password);
      await takeCode(pools, user, "forgotPassword", ConfirmationCode);
      await changeUser(pools, user, { password: keepPassword(user, Password), status: "CONFIRMED" });
      await signOut(pools, user);
      return {};
    },
);

type Client = Parameters<typeof checkSecretHash>[0];

/** An address of nobody's. fidelity: docs: "Managing user existence error responses": a simulated delivery */
const pretended = (username: string) =>
  delivery("email", username.includes("@") ? username : `${username}@example.com`);

const unknownUser = (client: Client, code: string, text: string) =>
  hidesUsers(client)
    ? new ServiceError(code, text)
    : new ServiceError("UserNotFoundException", "Username/client id combination not found.");
