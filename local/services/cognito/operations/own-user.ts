import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import type { Right } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { forgetCodes, sendCode, takeCode } from "../codes";
import { isPassword, keepPassword } from "../password";
import { checkPassword } from "../pool-settings";
import { clientOf, revoke, sessionOf, signOut } from "../sign-in";
import { userOfToken } from "../tokens";
import { Attributes, changeUser, checkAttributes, shownAttributes, userKey, withAttributes } from "../users";
import { type CognitoParts, type Target, THROUGH_CLIENT } from "./cognito-operation";

/** Of an operation that a user calls with an access token; its request is not signed. */
export const BY_TOKEN: Right<CognitoParts, { readonly AccessToken: string }, Target, unknown> = {
  action: [],
  on: ({ pools }, { AccessToken }) => ({
    asked: [],
    target: () => {
      const { user } = userOfToken(pools, AccessToken);
      return { user, pool: pools.require(user.pool) };
    },
  }),
};

const AccessToken = z.string().min(1);
const contact = z.enum(["email", "phone_number"]);
/** Told to triggers alone. */
const ClientMetadata = z.record(z.string(), z.string()).optional();

export const getUser = operation("GetUser", z.object({ AccessToken }), BY_TOKEN, () => (_, { user }) => ({
  Username: user.name,
  UserAttributes: shownAttributes(user),
}));

export const deleteUser = operation(
  "DeleteUser",
  z.object({ AccessToken }),
  BY_TOKEN,
  ({ pools }: CognitoParts) =>
    async (_, { user }) => {
      await signOut(pools, user);
      await forgetCodes(pools, user);
      await pools.users.remove(userKey(user.pool, user.name));
      return {};
    },
);

/** Changes attributes; a code goes to each address that the pool verifies. */
export const updateUserAttributes = operation(
  "UpdateUserAttributes",
  z.object({ AccessToken, ClientMetadata, UserAttributes: Attributes }),
  BY_TOKEN,
  ({ pools }: CognitoParts) =>
    async ({ UserAttributes }, { pool, user }) => {
      const change = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
      checkAttributes(pool, change);
      if (Object.keys(change).some((name) => name.endsWith("_verified"))) {
        throw new ServiceError("NotAuthorizedException", "A client attempted to write unauthorized attribute");
      }
      const changed = await changeUser(pools, user, { attributes: withAttributes(user, change) });
      const sent = [];
      for (const to of contact.options) {
        const verifies = pool.settings?.AutoVerifiedAttributes?.includes(to);
        if (change[to] && verifies) sent.push(await sendCode(pools, changed, { purpose: to, to }));
      }
      return { CodeDeliveryDetailsList: sent };
    },
);

export const deleteUserAttributes = operation(
  "DeleteUserAttributes",
  z.object({ AccessToken, UserAttributeNames: z.array(z.string().min(1)) }),
  BY_TOKEN,
  ({ pools }: CognitoParts) =>
    async ({ UserAttributeNames }, { pool, user }) => {
      checkAttributes(pool, Object.fromEntries(UserAttributeNames.map((name) => [name, ""])));
      const gone = Object.fromEntries(UserAttributeNames.map((name) => [name, null]));
      await changeUser(pools, user, { attributes: withAttributes(user, gone) });
      return {};
    },
);

export const getUserAttributeVerificationCode = operation(
  "GetUserAttributeVerificationCode",
  z.object({ AccessToken, AttributeName: contact, ClientMetadata }),
  BY_TOKEN,
  ({ pools }: CognitoParts) =>
    async ({ AttributeName: to }, { user }) => {
      if (!user.attributes[to]) throw new ServiceError("InvalidParameterException", `User has no attribute ${to}.`);
      return { CodeDeliveryDetails: await sendCode(pools, user, { purpose: to, to }) };
    },
);

export const verifyUserAttribute = operation(
  "VerifyUserAttribute",
  z.object({ AccessToken, AttributeName: contact, Code: z.string().min(1) }),
  BY_TOKEN,
  ({ pools }: CognitoParts) =>
    async ({ AttributeName, Code }, { user }) => {
      await takeCode(pools, user, AttributeName, Code);
      await changeUser(pools, user, { attributes: { ...user.attributes, [`${AttributeName}_verified`]: "true" } });
      return {};
    },
);

export const changePassword = operation(
  "ChangePassword",
  z.object({ AccessToken, PreviousPassword: z.string().min(1).max(256), ProposedPassword: z.string().min(1).max(256) }),
  BY_TOKEN,
  ({ pools }: CognitoParts) =>
    async ({ PreviousPassword, ProposedPassword }, { pool, user }) => {
      if (!isPassword(user.password, PreviousPassword)) {
        throw new ServiceError("NotAuthorizedException", "Incorrect username or password.");
      }
      checkPassword(pool, ProposedPassword);
      await changeUser(pools, user, { password: keepPassword(user, ProposedPassword) });
      return {};
    },
);

export const globalSignOut = operation(
  "GlobalSignOut",
  z.object({ AccessToken }),
  BY_TOKEN,
  ({ pools }: CognitoParts) =>
    async (_, { user }) => {
      await signOut(pools, user);
      return {};
    },
);

/** Takes back a refresh token and all that was made from it; one that is not known is gone already. */
// fidelity: docs: RevokeToken
export const revokeToken = operation(
  "RevokeToken",
  z.object({ ClientId: z.string().min(1), ClientSecret: z.string().min(1).optional(), Token: z.string().min(1) }),
  THROUGH_CLIENT,
  ({ pools }: CognitoParts) =>
    async ({ ClientId, ClientSecret, Token }) => {
      const client = clientOf(pools, ClientId);
      if (client.secret !== undefined && client.secret !== ClientSecret) {
        throw new ServiceError("NotAuthorizedException", "Invalid Client Secret");
      }
      if (client.settings?.EnableTokenRevocation === false) {
        throw new ServiceError("UnsupportedOperationException", "Token revocation is disabled for this client.");
      }
      if (sessionOf(pools, client, "refresh", Token)) await revoke(pools, Token);
      return {};
    },
);
