import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import type { Right } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { takeTotp } from "../proofs/mfa";
import { newTotpSecret } from "../proofs/totp";
import { Session, SoftwareTokenCode, Token, Username, UserPoolId } from "../settings/shapes";
import { clientOf, endSession, keepSession, openSession } from "../tokens/sign-in";
import { userOfToken } from "../tokens/tokens";
import type { SessionRecord, UserPools, UserRecord } from "../user-pools";
import { changeUser, userKey } from "../users/users";
import { BY_TOKEN, type CognitoParts, onPool, onUser } from "./cognito-operation";

const SoftwareTokenMfaConfiguration = z.object({ Enabled: z.boolean().default(false) }).optional();

const shownConfig = ({ settings = {} }: ReturnType<UserPools["require"]>) => {
  const { MfaConfiguration = "OFF" } = settings;
  const on = MfaConfiguration !== "OFF";
  return { ...(on ? { SoftwareTokenMfaConfiguration: { Enabled: true } } : {}), MfaConfiguration };
};

/** One-time passwords are the second factor that there is. */
export const setUserPoolMfaConfig = operation(
  "SetUserPoolMfaConfig",
  z.object({
    UserPoolId,
    SoftwareTokenMfaConfiguration,
    MfaConfiguration: z.enum(["OFF", "ON", "OPTIONAL"]).optional(),
  }),
  onPool("SetUserPoolMfaConfig"),
  ({ pools }: CognitoParts) =>
    async ({ MfaConfiguration = "OFF", SoftwareTokenMfaConfiguration: token }, pool) => {
      if (MfaConfiguration !== "OFF" && !token?.Enabled) {
        throw new ServiceError(
          "InvalidParameterException",
          "Invalid MFA configuration given, can't turn on MFA and disable all MFAs together.",
        );
      }
      await pools.change(pool, pool.name, { ...pool.settings, MfaConfiguration });
      return shownConfig(pools.require(pool.id));
    },
);

export const getUserPoolMfaConfig = operation(
  "GetUserPoolMfaConfig",
  z.object({ UserPoolId }),
  onPool("GetUserPoolMfaConfig"),
  () => (_, pool) => shownConfig(pool),
);

interface Held {
  readonly user: UserRecord;
  /** Of who is not signed in yet. */
  readonly session?: SessionRecord;
}

/** By an access token, or by the session of a sign-in that asks for a second factor. */
const BY_TOKEN_OR_SESSION: Right<
  CognitoParts,
  { readonly AccessToken?: string | undefined; readonly Session?: string | undefined },
  Held,
  unknown
> = {
  action: [],
  on: ({ pools }, { AccessToken, Session }) => ({
    asked: [],
    target: () => {
      if (AccessToken !== undefined) return { user: userOfToken(pools, AccessToken).user };
      const session = openSession(pools, "mfaSetup", Session ?? "");
      const user = session && pools.users.get(userKey(session.pool, session.user));
      if (!user) throw new ServiceError("NotAuthorizedException", "Invalid session for the user.");
      return { user, session };
    },
  }),
};

/** The session after that of a call, which is good once. */
const nextSession = async (
  pools: UserPools,
  { user, session }: Held,
  given: string | undefined,
  kind: SessionRecord["kind"],
) => {
  if (!session || given === undefined) return {};
  await endSession(pools, given);
  return { Session: await keepSession(pools, { client: clientOf(pools, session.client), user }, kind) };
};

const heldBy = { AccessToken: Token.optional(), Session: Session.optional() };

export const associateSoftwareToken = operation(
  "AssociateSoftwareToken",
  z.object(heldBy),
  BY_TOKEN_OR_SESSION,
  ({ pools }: CognitoParts) =>
    async ({ Session }, held) => {
      const secret = newTotpSecret();
      // fidelity: docs: AssociateSoftwareToken: one that is there counts until the new one is verified
      await changeUser(pools, held.user, ({ totp }) => ({
        totp: totp?.verified ? { ...totp, next: secret } : { secret },
      }));
      return { SecretCode: secret, ...(await nextSession(pools, held, Session, "mfaSetup")) };
    },
);

export const verifySoftwareToken = operation(
  "VerifySoftwareToken",
  z.object({ ...heldBy, UserCode: SoftwareTokenCode, FriendlyDeviceName: z.string().optional() }),
  BY_TOKEN_OR_SESSION,
  ({ pools }: CognitoParts) =>
    async ({ Session, UserCode }, held) => {
      const { next: secret, ...totp } = held.user.totp ?? {};
      const user = secret === undefined ? held.user : { ...held.user, totp: { ...totp, secret, lastStep: 0 } };
      await takeTotp(pools, user, UserCode, new ServiceError("EnableSoftwareTokenMFAException", "Code mismatch"));
      return { Status: "SUCCESS", ...(await nextSession(pools, held, Session, "mfaReady")) };
    },
);

const SoftwareTokenMfaSettings = z
  .object({ Enabled: z.boolean().default(false), PreferredMfa: z.boolean().default(false) })
  .optional();

/** Clients say of every factor whether it is wanted; the others are not there. */
const notWanted = withoutEffect({ Enabled: false }, { Enabled: false, PreferredMfa: false });
const factors = {
  SoftwareTokenMfaSettings,
  SMSMfaSettings: notWanted,
  EmailMfaSettings: notWanted,
  WebAuthnMfaSettings: notWanted,
};

const prefer = async (pools: UserPools, user: UserRecord, settings: z.output<typeof SoftwareTokenMfaSettings>) => {
  if (!settings) return {};
  const { totp } = user;
  if (settings.Enabled && !totp?.verified) {
    throw new ServiceError("InvalidParameterException", "User has not verified software token mfa");
  }
  const { Enabled: enabled, PreferredMfa } = settings;
  if (totp) await changeUser(pools, user, { totp: { ...totp, enabled, preferred: enabled && PreferredMfa } });
  return {};
};

export const setUserMFAPreference = operation(
  "SetUserMFAPreference",
  z.object({ AccessToken: Token, ...factors }),
  BY_TOKEN,
  ({ pools }: CognitoParts) =>
    (input, { user }) =>
      prefer(pools, user, input.SoftwareTokenMfaSettings),
);

export const adminSetUserMFAPreference = operation(
  "AdminSetUserMFAPreference",
  z.object({ UserPoolId, Username, ...factors }),
  onUser("AdminSetUserMFAPreference"),
  ({ pools }: CognitoParts) =>
    (input, { user }) =>
      prefer(pools, user, input.SoftwareTokenMfaSettings),
);
