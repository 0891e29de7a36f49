import type { PoolSettings } from "../settings/pool-settings";
import type { Words } from "../triggers/custom-message";
import type { UserPools, UserRecord } from "../user-pools";
import type { Purpose } from "./mailbox";

/** What is sent to a user: a code or a temporary password, and where to. */
export interface NewMessage {
  readonly purpose: Purpose;
  readonly to: "email" | "phone_number";
  readonly code: string;
  /** In the place of the pool's own, as a function of the pool may choose them. */
  readonly words?: Words;
  /** @default the user's own */
  readonly address?: string;
}

/** Delivers a message: a line in the terminal, and the whole of it for `tiers inbox`. Nothing leaves this machine. */
export const deliver = async (
  pools: UserPools,
  user: UserRecord,
  { purpose, to, code, words, address = user.attributes[to] || user.name }: NewMessage,
): Promise<void> => {
  const { mailbox, cloud } = pools;
  const pool = pools.require(user.pool);
  const { subject, text } = { ...wordsOf(pool.settings ?? {}, purpose, to), ...words };
  // fidelity: guess: who signs in by address is told that, not the name which the pool has made up
  const username = pool.settings?.UsernameAttributes?.length ? address : user.name;
  const filled = (template: string) => template.replaceAll("{####}", code).replaceAll("{username}", username);
  await mailbox.keep({
    pool: pool.id,
    user: user.name,
    address,
    purpose,
    code,
    ...(to === "email" ? { subject: filled(subject) } : {}),
    text: filled(text),
    sent: cloud.clock.now(),
  });
  cloud.log.info("cognito-idp", printable(`code ${code} for ${address} (${PURPOSES[purpose]}, pool ${pool.name})`));
};

/** What a message is about. */
export const PURPOSES: Readonly<Record<Purpose, string>> = {
  signUp: "sign-up",
  signIn: "sign-in",
  forgotPassword: "forgotten password",
  invitation: "temporary password",
  email: "e-mail address",
  phone_number: "phone number",
};

/** What anybody chose, as it may be shown in a terminal: nothing in it moves the cursor or pretends to be another line. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\u{FFFD}");

/** The words of a pool. */
// fidelity: docs: CreateUserPool, VerificationMessageTemplateType and MessageTemplateType; observed: those of a pool that has none
const wordsOf = (settings: PoolSettings, purpose: Purpose, to: NewMessage["to"]): Required<Words> => {
  const { AdminCreateUserConfig, EmailVerificationMessage, EmailVerificationSubject } = settings;
  const { SmsVerificationMessage, VerificationMessageTemplate = {} } = settings;
  const chosen = (...texts: readonly unknown[]) => texts.find((text) => typeof text === "string" && text !== "");
  if (purpose === "invitation") {
    const { EmailMessage, EmailSubject, SMSMessage } = AdminCreateUserConfig?.InviteMessageTemplate ?? {};
    const usual = "Your username is {username} and temporary password is {####}.";
    return {
      subject: String(chosen(EmailSubject, "Your temporary password")),
      text: String(chosen(to === "email" ? EmailMessage : SMSMessage, usual)),
    };
  }
  const { EmailMessage, EmailSubject, SmsMessage } = VerificationMessageTemplate;
  const usual = "Your confirmation code is {####}";
  return {
    subject: String(chosen(EmailSubject, EmailVerificationSubject, "Your verification code")),
    text: String(
      to === "email"
        ? chosen(EmailMessage, EmailVerificationMessage, usual)
        : chosen(SmsMessage, SmsVerificationMessage, usual),
    ),
  };
};
