import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { delivery, sendCode, takeCode, wrongCode } from "../mail/codes";
import { countAttempt } from "../proofs/attempts";
import { nextPassword } from "../proofs/next-password";
import { isRecoverable, recoveryOf } from "../proofs/recovery";
import { checkWritable } from "../settings/client-settings";
import { checkPassword, isPasswordless } from "../settings/pool-settings";
import * as shapes from "../settings/shapes";
import { checkSecretHash, endSession, hidesUsers, keepSession, sessionOf, signOut } from "../tokens/sign-in";
import { migrated } from "../triggers/migration";
import { afterConfirmation } from "../triggers/post-confirmation";
import { admitted } from "../triggers/pre-sign-up";
import type { ClientRecord, UserPoolRecord, UserRecord } from "../user-pools";
import { countedName } from "../users/user-names";
import { addUser, changeUser, findUser, newUser, statusOf } from "../users/users";
import { type CognitoParts, THROUGH_CLIENT, type ThroughClient } from "./cognito-operation";

const { Attributes, ConfirmationCode, Password } = shapes;

const named = {
  ...shapes.UNWATCHED,
  ClientId: shapes.ClientId,
  Username: shapes.Username,
  SecretHash: shapes.SecretHash.optional(),
  ClientMetadata: shapes.ClientMetadata,
};
const Session = shapes.Session.optional();

const EXISTS = "User already exists";

export const signUp = operation(
  "SignUp",
  z.object({ ...named, Password: Password.optional(), UserAttributes: Attributes, ValidationData: Attributes }),
  THROUGH_CLIENT,
  ({ pools }: CognitoParts) =>
    async ({ Username, Password, SecretHash, UserAttributes, ...said }, { pool, client }) => {
      checkSecretHash(client, Username, SecretHash);
      if (pool.settings?.AdminCreateUserConfig?.AllowAdminCreateUserOnly) {
        throw new ServiceError("NotAuthorizedException", "SignUp is not permitted for this user pool");
      }
      const password = Password || undefined;
      if (password !== undefined || !isPasswordless(pool)) checkPassword(pool, password ?? "");
      checkWritable(
        client,
        UserAttributes.map(({ Name }) => Name),
      );
      const made = { username: Username, password, given: UserAttributes };
      const asked = newUser(pools, pool, { ...made, status: "UNCONFIRMED" }, EXISTS);
      const { ClientMetadata: metadata } = said;
      const user = await admitted(pools, asked, { source: "PreSignUp_SignUp", client: client.id, ...said });
      await addUser(pools, pool, Username, user, EXISTS);
      const confirmed = statusOf(user) === "CONFIRMED";
      const to = confirmed ? undefined : verifiedBy(pool, user);
      const about = { purpose: "signUp", occasion: "SignUp", client: client.id, metadata } as const;
      const sent = to && (await sendCode(pools, user, { ...about, to }));
      if (confirmed) await confirmedTo(pools, user, { client, ClientMetadata: metadata });
      return {
        UserConfirmed: confirmed,
        UserSub: user.sub,
        ...(sent ? { CodeDeliveryDetails: sent } : {}),
        ...(choosesOf(client) ? { Session: await keepSession(pools, { client, user }, "signUp") } : {}),
      };
    },
);

/** Whether users of a client choose how they sign in, and so may go on from a sign-up. */
const choosesOf = ({ flows }: ClientRecord): boolean => flows.includes("ALLOW_USER_AUTH");

const confirmedTo = (
  pools: CognitoParts["pools"],
  user: UserRecord,
  { client, ClientMetadata }: { client: ClientRecord; ClientMetadata: z.output<typeof shapes.ClientMetadata> },
) => afterConfirmation(pools, user, { source: "PostConfirmation_ConfirmSignUp", client: client.id, ClientMetadata });

/** The attribute that the code of a sign-up verifies. */
// fidelity: docs: "Verifying contact information at sign-up": the phone number goes before the address
const verifiedBy = ({ settings }: UserPoolRecord, { attributes }: UserRecord) =>
  (["phone_number", "email"] as const).find(
    (name) => settings?.AutoVerifiedAttributes?.includes(name) && attributes[name],
  );

export const confirmSignUp = operation(
  "ConfirmSignUp",
  z.object({ ...named, ConfirmationCode, ForceAliasCreation: z.boolean().default(false), Session }),
  THROUGH_CLIENT,
  ({ pools }: CognitoParts) =>
    async ({ Username, SecretHash, ConfirmationCode, ForceAliasCreation, ...said }, { pool, client }) => {
      checkSecretHash(client, Username, SecretHash);
      const user = findUser(pools, pool, Username);
      if (!user) throw noCodeOf(client);
      if (statusOf(user) === "CONFIRMED") {
        throw new ServiceError("NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED");
      }
      await takeCode(pools, user, { purpose: "signUp", given: ConfirmationCode }, () => undefined);
      const to = verifiedBy(pool, user);
      const verified = to ? { [`${to}_verified`]: "true" } : {};
      if (ForceAliasCreation) {
        await pools.users.yieldAliases({ ...user, attributes: { ...user.attributes, ...verified } });
      }
      const confirmed = await changeUser(pools, user, (now) => ({
        status: "CONFIRMED",
        attributes: { ...now.attributes, ...verified },
      }));
      await confirmedTo(pools, confirmed, { client, ClientMetadata: said.ClientMetadata });
      if (said.Session === undefined || !sessionOf(pools, client, "signUp", said.Session)) return {};
      await endSession(pools, said.Session);
      return { Session: await keepSession(pools, { client, user: confirmed }, "signUp") };
    },
);

interface Asked extends ThroughClient {
  /** As it was given. */
  readonly username: string;
  readonly user: UserRecord;
  readonly metadata: z.output<typeof shapes.ClientMetadata>;
}

/** fidelity: docs: ForgotPassword: at most twenty an hour; guess: as many confirmations */
const MAX_SENT = 20;

/** Sends a code to whoever asks for one: nobody gets the answer that a user gets, where the client wants it. */
const sending = <Name extends "ForgotPassword" | "ResendConfirmationCode">(
  name: Name,
  send: (parts: CognitoParts, asked: Asked) => Promise<ReturnType<typeof delivery>>,
) =>
  operation(
    name,
    z.object(named),
    THROUGH_CLIENT,
    (parts: CognitoParts) =>
      async ({ Username, SecretHash, ClientMetadata: metadata }, { pool, client }) => {
        const { pools } = parts;
        checkSecretHash(client, Username, SecretHash);
        const known = findUser(pools, pool, Username);
        const counted = countedName(pool, known, Username);
        await countAttempt(pools, { pool: pool.id, name: counted, what: name, limit: MAX_SENT });
        const migrates = name === "ForgotPassword";
        const user =
          known ?? (migrates ? await migrated({ pools, pool, client, username: Username, metadata }) : undefined);
        if (user) {
          return { CodeDeliveryDetails: await send(parts, { pool, client, user, metadata, username: Username }) };
        }
        if (hidesUsers(client)) return { CodeDeliveryDetails: pretended(Username) };
        throw unknownUser();
      },
  );

export const resendConfirmationCode = sending("ResendConfirmationCode", async ({ pools }, asked) => {
  const { pool, client, user, metadata } = asked;
  if (statusOf(user) === "CONFIRMED") {
    throw new ServiceError("InvalidParameterException", "User is already confirmed.");
  }
  const to = verifiedBy(pool, user);
  // fidelity: observed: reports of the text
  if (!to) throw new ServiceError("InvalidParameterException", "Cannot resend codes. Auto verification not turned on.");
  return sendCode(pools, user, { purpose: "signUp", to, occasion: "ResendCode", client: client.id, metadata });
});

export const forgotPassword = sending("ForgotPassword", async ({ pools }, asked) => {
  const { pool, client, user, metadata } = asked;
  // fidelity: docs: "Managing user existence error responses", ForgotPassword
  if (hidesUsers(client) && (user.disabled || !isRecoverable(pool, user))) return pretended(asked.username);
  if (user.disabled) throw new ServiceError("NotAuthorizedException", "User is disabled.");
  const to = recoveryOf(pool, user);
  const about = { purpose: "forgotPassword", occasion: "ForgotPassword" } as const;
  return sendCode(pools, user, { ...about, to, client: client.id, metadata });
});

export const confirmForgotPassword = operation(
  "ConfirmForgotPassword",
  z.object({ ...named, ConfirmationCode, Password }),
  THROUGH_CLIENT,
  ({ pools }: CognitoParts) =>
    async ({ Username, SecretHash, ConfirmationCode, Password, ClientMetadata }, { pool, client }) => {
      checkSecretHash(client, Username, SecretHash);
      const user = findUser(pools, pool, Username);
      checkPassword(pool, Password);
      // fidelity: docs: "Managing user existence error responses", ConfirmForgotPassword
      if (hidesUsers(client) && (!user || user.disabled)) throw wrongCode();
      if (!user) throw unknownUser();
      const code = { purpose: "forgotPassword", given: ConfirmationCode } as const;
      // Which passwords there were is for whoever has the code.
      const next = await takeCode(pools, user, code, () => nextPassword(pool, user, Password));
      const changed = await changeUser(pools, user, { ...next, status: "CONFIRMED" });
      await signOut(pools, user);
      const source = "PostConfirmation_ConfirmForgotPassword";
      await afterConfirmation(pools, changed, { source, client: client.id, ClientMetadata });
      return {};
    },
);

/** An address of nobody's. fidelity: docs: "Managing user existence error responses": a simulated delivery */
const pretended = (username: string) =>
  username.startsWith("+")
    ? delivery("phone_number", username)
    : delivery("email", username.includes("@") ? username : `${username}@example.com`);

const noCodeOf = (client: ClientRecord) =>
  hidesUsers(client)
    ? new ServiceError("ExpiredCodeException", "Invalid code provided, please request a code again.")
    : unknownUser();

const unknownUser = () => new ServiceError("UserNotFoundException", "Username/client id combination not found.");
