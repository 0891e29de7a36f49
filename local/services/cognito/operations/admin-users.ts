import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { admitted } from "../admission";
import { forgetCodes, sendCode } from "../codes";
import { keepPassword } from "../password";
import { checkPassword, passwordPolicy } from "../pool-settings";
import { recoveryOf } from "../recovery";
import { signOut } from "../sign-in";
import {
  Attributes,
  changeUser,
  checkAttributes,
  newUser,
  shownAttributes,
  shownUser,
  statusOf,
  temporaryPassword,
  userKey,
  withAttributes,
} from "../users";
import { type CognitoParts, onPool, onUser } from "./cognito-operation";

const named = { UserPoolId: z.string().min(1), Username: z.string().min(1).max(128) };
/** Told to triggers alone. */
const ClientMetadata = z.record(z.string(), z.string()).optional();

/** Makes a user who has to choose a password; the temporary one is shown in the terminal, unless it is suppressed. */
export const adminCreateUser = operation(
  "AdminCreateUser",
  z.object({
    ...named,
    ClientMetadata,
    DesiredDeliveryMediums: withoutEffect(["EMAIL"]),
    ForceAliasCreation: withoutEffect(false),
    MessageAction: z.enum(["SUPPRESS"]).optional(),
    TemporaryPassword: z.string().optional(),
    UserAttributes: Attributes,
  }),
  onPool("AdminCreateUser"),
  ({ pools }: CognitoParts) =>
    async (input, pool) => {
      const password = input.TemporaryPassword ?? temporaryPassword(passwordPolicy(pool).MinimumLength);
      checkPassword(pool, password);
      const made = { username: input.Username, password, given: input.UserAttributes };
      const user = newUser(pools, pool, { ...made, status: "FORCE_CHANGE_PASSWORD" }, "User account already exists");
      await admitted(pools, user, { source: "PreSignUp_AdminCreateUser", ClientMetadata: input.ClientMetadata });
      await pools.users.put(userKey(pool.id, user.name), user);
      if (input.MessageAction !== "SUPPRESS" && user.attributes.email) {
        await sendCode(pools, user, { purpose: "invitation", to: "email", code: password });
      }
      return { User: shownUser(user) };
    },
);

export const adminGetUser = operation("AdminGetUser", z.object(named), onUser("AdminGetUser"), () => (_, { user }) => {
  const { Attributes: _attributes, ...shown } = shownUser(user);
  return { ...shown, UserAttributes: shownAttributes(user) };
});

export const adminDeleteUser = operation(
  "AdminDeleteUser",
  z.object(named),
  onUser("AdminDeleteUser"),
  ({ pools }: CognitoParts) =>
    async (_, { user }) => {
      await signOut(pools, user);
      await forgetCodes(pools, user);
      await pools.users.remove(userKey(user.pool, user.name));
      return {};
    },
);

export const adminUpdateUserAttributes = operation(
  "AdminUpdateUserAttributes",
  z.object({ ...named, ClientMetadata, UserAttributes: Attributes }),
  onUser("AdminUpdateUserAttributes"),
  ({ pools }: CognitoParts) =>
    async ({ UserAttributes }, { pool, user }) => {
      const change = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
      checkAttributes(pool, change);
      await changeUser(pools, user, { attributes: withAttributes(user, change) });
      return {};
    },
);

export const adminDeleteUserAttributes = operation(
  "AdminDeleteUserAttributes",
  z.object({ ...named, UserAttributeNames: z.array(z.string().min(1)) }),
  onUser("AdminDeleteUserAttributes"),
  ({ pools }: CognitoParts) =>
    async ({ UserAttributeNames }, { pool, user }) => {
      const names = Object.fromEntries(UserAttributeNames.map((name) => [name, ""]));
      checkAttributes(pool, names);
      const gone = Object.fromEntries(UserAttributeNames.map((name) => [name, null]));
      await changeUser(pools, user, { attributes: withAttributes(user, gone) });
      return {};
    },
);

const ableTo = (name: "AdminEnableUser" | "AdminDisableUser", disabled: boolean) =>
  operation(name, z.object(named), onUser(name), ({ pools }: CognitoParts) => async (_, { user }) => {
    await changeUser(pools, user, { disabled });
    if (disabled) await signOut(pools, user);
    return {};
  });

export const adminEnableUser = ableTo("AdminEnableUser", false);
export const adminDisableUser = ableTo("AdminDisableUser", true);

export const adminConfirmSignUp = operation(
  "AdminConfirmSignUp",
  z.object({ ...named, ClientMetadata }),
  onUser("AdminConfirmSignUp"),
  ({ pools }: CognitoParts) =>
    async (_, { user }) => {
      // fidelity: observed: reports of the text
      if (statusOf(user) !== "UNCONFIRMED") {
        const text = `User cannot be confirmed. Current status is ${statusOf(user)}`;
        throw new ServiceError("NotAuthorizedException", text);
      }
      await changeUser(pools, user, { status: "CONFIRMED" });
      return {};
    },
);

export const adminSetUserPassword = operation(
  "AdminSetUserPassword",
  z.object({ ...named, Password: z.string().min(1).max(256), Permanent: z.boolean().default(false) }),
  onUser("AdminSetUserPassword"),
  ({ pools }: CognitoParts) =>
    async ({ Password, Permanent }, { pool, user }) => {
      checkPassword(pool, Password);
      const status = Permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD";
      await changeUser(pools, user, { password: keepPassword(user, Password), status });
      return {};
    },
);

export const adminResetUserPassword = operation(
  "AdminResetUserPassword",
  z.object({ ...named, ClientMetadata }),
  onUser("AdminResetUserPassword"),
  ({ pools }: CognitoParts) =>
    async (_, { pool, user }) => {
      const to = recoveryOf(pool, user);
      await changeUser(pools, user, { status: "RESET_REQUIRED" });
      await sendCode(pools, user, { purpose: "forgotPassword", to });
      return {};
    },
);

export const adminUserGlobalSignOut = operation(
  "AdminUserGlobalSignOut",
  z.object(named),
  onUser("AdminUserGlobalSignOut"),
  ({ pools }: CognitoParts) =>
    async (_, { user }) => {
      await signOut(pools, user);
      return {};
    },
);
