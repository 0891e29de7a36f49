import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { forgetCodes, sendCode, takeCode } from "../mail/codes";
import { checkAttempts, countAttempt, forgetAttempts } from "../proofs/attempts";
import { nextPassword } from "../proofs/next-password";
import { isPassword } from "../proofs/password";
import { checkWritable } from "../settings/client-settings";
import { checkAttributeNames, checkAttributes, checkMutable } from "../settings/schema";
import * as shapes from "../settings/shapes";
import { shownMfa } from "../shown";
import { clientOf, revoke, sessionOf, signOut } from "../tokens/sign-in";
import { updateAttributes } from "../users/update-attributes";
import { changeUser, shownAttributes, userKey, withAttributes } from "../users/users";
import { BY_TOKEN, type CognitoParts, THROUGH_CLIENT } from "./cognito-operation";

const { Attributes, ClientMetadata, Contact, Password } = shapes;
const AccessToken = shapes.Token;

/** What a client may see of its user. */
// fidelity: docs: "Attribute permissions and scopes": ReadAttributes
export const getUser = operation("GetUser", z.object({ AccessToken }), BY_TOKEN, () => (_, { user, client }) => {
  const readable = client.settings?.ReadAttributes ?? [];
  const shown = (name: string) => readable.length === 0 || name === "sub" || readable.includes(name);
  return {
    Username: user.name,
    UserAttributes: shownAttributes(user).filter(({ Name }) => shown(Name)),
    ...shownMfa(user),
  };
});

export const getUserAuthFactors = operation(
  "GetUserAuthFactors",
  z.object({ AccessToken }),
  BY_TOKEN,
  () =>
    (_, { user, pool }) => {
      const factors = pool.settings?.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ["PASSWORD"];
      const ConfiguredUserAuthFactors = factors.filter(
        (factor) => (factor === "PASSWORD" && user.password) || (factor === "EMAIL_OTP" && user.attributes.email),
      );
      return { Username: user.name, ConfiguredUserAuthFactors, ...shownMfa(user) };
    },
);

export const deleteUser = operation(
  "DeleteUser",
  z.object({ AccessToken }),
  BY_TOKEN,
  ({ pools }: CognitoParts) =>
    async (_, { user }) => {
      await Promise.all([forgetCodes(pools, user), pools.users.remove(userKey(user.pool, user.name))]);
      return {};
    },
);

/** Changes attributes; a code goes to each address that the pool verifies. */
export const updateUserAttributes = operation(
  "UpdateUserAttributes",
  z.object({ AccessToken, ClientMetadata, UserAttributes: Attributes.unwrap() }),
  BY_TOKEN,
  ({ pools }: CognitoParts) =>
    async ({ UserAttributes, ClientMetadata: metadata }, { client, ...target }) => {
      const change = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
      checkWritable(client, Object.keys(change));
      checkAttributes(target.pool, change);
      checkMutable(target.pool, Object.keys(change));
      return {
        CodeDeliveryDetailsList: await updateAttributes(pools, target, change, { client: client.id, metadata }),
      };
    },
);

export const deleteUserAttributes = operation(
  "DeleteUserAttributes",
  z.object({ AccessToken, UserAttributeNames: shapes.AttributeNames }),
  BY_TOKEN,
  ({ pools }: CognitoParts) =>
    async ({ UserAttributeNames: names }, { pool, user, client }) => {
      checkWritable(client, names);
      checkAttributeNames(pool, names);
      checkMutable(pool, names);
      const gone = Object.fromEntries(names.map((name) => [name, null]));
      await changeUser(pools, user, (now) => ({ attributes: withAttributes(now, gone) }));
      return {};
    },
);

/** fidelity: observed: GetUserAttributeVerificationCode of a name that is no address: the model takes any */
const contactOf = (name: string) => {
  const found = Contact.options.find((each) => each === name);
  if (found) return found;
  throw new ServiceError(
    "InvalidParameterException",
    `Invalid attribute ${name}, only email and phone_number are verified.`,
  );
};

export const getUserAttributeVerificationCode = operation(
  "GetUserAttributeVerificationCode",
  z.object({ AccessToken, AttributeName: shapes.AttributeName, ClientMetadata }),
  BY_TOKEN,
  ({ pools }: CognitoParts) =>
    async ({ AttributeName, ClientMetadata: metadata }, { user, client }) => {
      const to = contactOf(AttributeName);
      if (!user.attributes[to]) throw new ServiceError("InvalidParameterException", `User has no attribute ${to}.`);
      const about = { purpose: to, to, occasion: "VerifyUserAttribute" } as const;
      return { CodeDeliveryDetails: await sendCode(pools, user, { ...about, client: client.id, metadata }) };
    },
);

export const verifyUserAttribute = operation(
  "VerifyUserAttribute",
  z.object({ AccessToken, AttributeName: shapes.AttributeName, Code: shapes.ConfirmationCode }),
  BY_TOKEN,
  ({ pools }: CognitoParts) =>
    async ({ AttributeName, Code }, { user }) => {
      const name = contactOf(AttributeName);
      const { address } = await takeCode(pools, user, { purpose: name, given: Code }, (code) => code);
      await changeUser(pools, user, (now) => ({
        attributes: {
          ...now.attributes,
          ...(address === undefined ? {} : { [name]: address }),
          [`${name}_verified`]: "true",
        },
      }));
      return {};
    },
);

/** fidelity: guess: how many wrong passwords an hour */
const MAX_WRONG = 5;

export const changePassword = operation(
  "ChangePassword",
  z.object({ AccessToken, PreviousPassword: Password.optional(), ProposedPassword: Password }),
  BY_TOKEN,
  ({ pools }: CognitoParts) =>
    async ({ PreviousPassword = "", ProposedPassword }, { pool, user }) => {
      const tries = { pool: pool.id, name: user.name, what: "ChangePassword", limit: MAX_WRONG };
      checkAttempts(pools, tries);
      // Who has none yet sets one.
      if (user.password && !isPassword(user.password, PreviousPassword)) {
        await countAttempt(pools, tries);
        throw new ServiceError("NotAuthorizedException", "Incorrect username or password.");
      }
      await changeUser(pools, user, nextPassword(pool, user, ProposedPassword));
      await forgetAttempts(pools, tries);
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
  z.object({ ClientId: shapes.ClientId, ClientSecret: shapes.ClientSecret.optional(), Token: shapes.Token }),
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
