import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { forgetCodes, sendCode } from "../mail/codes";
import { nextPassword } from "../proofs/next-password";
import { keepPassword } from "../proofs/password";
import { recoveryOf } from "../proofs/recovery";
import { checkPassword, isPasswordless, passwordPolicy } from "../settings/pool-settings";
import { checkAttributeNames, checkAttributes, checkMutable } from "../settings/schema";
import * as shapes from "../settings/shapes";
import { shownMfa } from "../shown";
import { signOut } from "../tokens/sign-in";
import type { Metadata } from "../triggers/fire";
import { afterConfirmation } from "../triggers/post-confirmation";
import { admitted } from "../triggers/pre-sign-up";
import type { UserPoolRecord, UserPools, UserRecord } from "../user-pools";
import { updateAttributes } from "../users/update-attributes";
import {
  addUser,
  changeUser,
  isVerified,
  newUser,
  requireUser,
  shownAttributes,
  shownUser,
  statusOf,
  temporaryPassword,
  userKey,
  withAttributes,
} from "../users/users";
import { type CognitoParts, onPool, onUser } from "./cognito-operation";

const { Attributes, ClientMetadata, UserPoolId, Username } = shapes;
const named = { UserPoolId, Username };
const Password = shapes.Password.optional();

const EXISTS = "User account already exists";

const NewUser = z.object({
  ...named,
  ClientMetadata,
  DesiredDeliveryMediums: z.array(z.enum(["SMS", "EMAIL"])).optional(),
  ForceAliasCreation: z.boolean().default(false),
  MessageAction: z.enum(["RESEND", "SUPPRESS"]).optional(),
  TemporaryPassword: Password,
  UserAttributes: Attributes,
  ValidationData: Attributes,
});
type NewUser = z.output<typeof NewUser>;

/** Makes a user who has to choose a password; the temporary one is shown in the terminal, unless it is suppressed. */
export const adminCreateUser = operation(
  "AdminCreateUser",
  NewUser,
  onPool("AdminCreateUser"),
  ({ pools }: CognitoParts) =>
    async (input, pool) => {
      const { Username: username, UserAttributes: given, MessageAction } = input;
      const without = !input.TemporaryPassword && isPasswordless(pool);
      const password = input.TemporaryPassword || temporaryPassword(passwordPolicy(pool).MinimumLength);
      checkPassword(pool, password);
      if (MessageAction === "RESEND") return { User: shownUser(await invitedAgain(pools, pool, input, password)) };
      const made = without
        ? ({ username, given, status: "CONFIRMED" } as const)
        : ({ username, password, given, status: "FORCE_CHANGE_PASSWORD" } as const);
      const user = newUser(pools, pool, made, EXISTS);
      await admitted(pools, user, { source: "PreSignUp_AdminCreateUser", ...input });
      const verified = isVerified(user, "email") || isVerified(user, "phone_number");
      if (input.ForceAliasCreation && verified) await pools.users.yieldAliases(user);
      await addUser(pools, pool, username, user, EXISTS);
      if (MessageAction !== "SUPPRESS" && !without) await invite(pools, user, password, input.ClientMetadata);
      return { User: shownUser(user) };
    },
);

const invite = async (pools: UserPools, user: UserRecord, code: string, metadata: Metadata | undefined) => {
  const to = (["email", "phone_number"] as const).find((name) => user.attributes[name]);
  if (to) await sendCode(pools, user, { purpose: "invitation", to, code, occasion: "AdminCreateUser", metadata });
};

/** fidelity: docs: AdminCreateUser, MessageAction: RESEND; guess: the text */
const invitedAgain = async (pools: UserPools, pool: UserPoolRecord, input: NewUser, password: string) => {
  const user = requireUser(pools, pool, input.Username);
  if (statusOf(user) !== "FORCE_CHANGE_PASSWORD") {
    const text = `Resend not possible. ${user.name} status is not FORCE_CHANGE_PASSWORD`;
    throw new ServiceError("UnsupportedUserStateException", text);
  }
  const kept = { password: keepPassword(user, password), invited: pools.cloud.clock.now() };
  const changed = await changeUser(pools, user, kept);
  await invite(pools, changed, password, input.ClientMetadata);
  return changed;
};

export const adminGetUser = operation("AdminGetUser", z.object(named), onUser("AdminGetUser"), () => (_, { user }) => {
  const { Attributes: _attributes, ...shown } = shownUser(user);
  return { ...shown, UserAttributes: shownAttributes(user), ...shownMfa(user) };
});

export const adminDeleteUser = operation(
  "AdminDeleteUser",
  z.object(named),
  onUser("AdminDeleteUser"),
  ({ pools }: CognitoParts) =>
    async (_, { user }) => {
      await Promise.all([forgetCodes(pools, user), pools.users.remove(userKey(user.pool, user.name))]);
      return {};
    },
);

export const adminUpdateUserAttributes = operation(
  "AdminUpdateUserAttributes",
  z.object({ ...named, ClientMetadata, UserAttributes: Attributes.unwrap() }),
  onUser("AdminUpdateUserAttributes"),
  ({ pools }: CognitoParts) =>
    async ({ UserAttributes, ClientMetadata: metadata }, target) => {
      const change = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
      checkAttributes(target.pool, change);
      checkMutable(target.pool, Object.keys(change));
      await updateAttributes(pools, target, change, { metadata });
      return {};
    },
);

export const adminDeleteUserAttributes = operation(
  "AdminDeleteUserAttributes",
  z.object({ ...named, UserAttributeNames: shapes.AttributeNames }),
  onUser("AdminDeleteUserAttributes"),
  ({ pools }: CognitoParts) =>
    async ({ UserAttributeNames: names }, { pool, user }) => {
      checkAttributeNames(pool, names);
      checkMutable(pool, names);
      const gone = Object.fromEntries(names.map((name) => [name, null]));
      await changeUser(pools, user, (now) => ({ attributes: withAttributes(now, gone) }));
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
    async (input, { user }) => {
      // fidelity: observed: reports of the text
      if (statusOf(user) !== "UNCONFIRMED") {
        const text = `User cannot be confirmed. Current status is ${statusOf(user)}`;
        throw new ServiceError("NotAuthorizedException", text);
      }
      const confirmed = await changeUser(pools, user, { status: "CONFIRMED" });
      const { ClientMetadata } = input;
      await afterConfirmation(pools, confirmed, { source: "PostConfirmation_ConfirmSignUp", ClientMetadata });
      return {};
    },
);

export const adminSetUserPassword = operation(
  "AdminSetUserPassword",
  z.object({ ...named, Password: shapes.Password, Permanent: z.boolean().default(false) }),
  onUser("AdminSetUserPassword"),
  ({ pools }: CognitoParts) =>
    async ({ Password, Permanent }, { pool, user }) => {
      const next = nextPassword(pool, user, Password);
      const status = Permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD";
      const invited = Permanent ? {} : { invited: pools.cloud.clock.now() };
      await changeUser(pools, user, { ...next, status, ...invited });
      return {};
    },
);

export const adminResetUserPassword = operation(
  "AdminResetUserPassword",
  z.object({ ...named, ClientMetadata }),
  onUser("AdminResetUserPassword"),
  ({ pools }: CognitoParts) =>
    async ({ ClientMetadata: metadata }, { pool, user }) => {
      if (user.disabled) throw new ServiceError("NotAuthorizedException", "User is disabled.");
      const to = recoveryOf(pool, user);
      const changed = await changeUser(pools, user, { status: "RESET_REQUIRED" });
      await sendCode(pools, changed, { purpose: "forgotPassword", to, occasion: "ForgotPassword", metadata });
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
