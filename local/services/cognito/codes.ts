import { randomInt } from "node:crypto";
import { ServiceError } from "../../wire/service-error";
import { checkAttempts, countAttempt, forgetAttempts } from "./attempts";
import { type Occasion, type Words, wordsFor } from "./triggers/custom-message";
import type { Metadata } from "./triggers/fire";
import type { CodeRecord, UserPools, UserRecord } from "./user-pools";
import { userKey } from "./users";

/** What a code is for: an attribute's name where it verifies that one. */
export type Purpose = "signUp" | "forgotPassword" | "invitation" | "email" | "phone_number";

/** fidelity: docs: Cognito developer guide, "Quotas": a day for confirmations and attributes, an hour for passwords */
const HOURS: Readonly<Record<Purpose, number>> = {
  signUp: 24,
  forgotPassword: 1,
  invitation: 7 * 24,
  email: 24,
  phone_number: 24,
};

/** fidelity: guess: how many wrong answers an hour; as on AWS "too many failed attempts" come after a few */
const MAX_MISSED = 5;

const PURPOSES = Object.keys(HOURS) as readonly Purpose[]; // the keys of a record of them

const codeKey = (user: Pick<UserRecord, "pool" | "name">, purpose: Purpose) =>
  `${userKey(user.pool, user.name)}/${purpose}`;

/** A code for a user. */
interface NewCode {
  readonly purpose: Purpose;
  readonly to: "email" | "phone_number";
  /** @default six digits */
  readonly code?: string;
  /** Where the user has the address only once it is verified. */
  readonly address?: string;
  /** Why, as the pool's function hears of it. */
  readonly occasion: Occasion;
  readonly client?: string | undefined;
  readonly metadata?: Metadata | undefined;
}

/** Sends a code in the words of the pool's function, and keeps it until it is used. @throws {ServiceError} */
export const sendCode = async (pools: UserPools, user: UserRecord, sent: NewCode) => {
  const { purpose, to, address, code = newCode() } = sent;
  const words = await wordsFor(pools, user, sent);
  const now = pools.cloud.clock.now();
  const until = now + HOURS[purpose] * 3_600_000;
  const kept = { pool: user.pool, user: user.name, code, sent: now, until };
  await pools.codes.put(codeKey(user, purpose), { ...kept, ...(address === undefined ? {} : { address }) });
  const where = address ?? user.attributes[to] ?? "";
  showCode(pools, { code, where: where || user.name, purpose, words });
  return delivery(to, where);
};

export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, "0");

/** Nothing leaves this machine: a code is shown in the terminal. */
export const showCode = (
  { cloud }: Pick<UserPools, "cloud">,
  { code, where, purpose, words }: { code: string; where: string; purpose: string; words: Words },
): void => {
  cloud.log.info("cognito-idp", `code ${code} for ${where} (${purpose})`);
  for (const template of [words.subject, words.text]) {
    if (template !== undefined) cloud.log.info("cognito-idp", `  ${template.replaceAll("{####}", code)}`);
  }
};

/** fidelity: observed: a destination shows the first letters of an address, the last digits of a number */
export const delivery = (to: "email" | "phone_number", address: string) => {
  const [name = "", domain = ""] = address.split("@");
  return to === "email"
    ? { Destination: `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`, DeliveryMedium: "EMAIL", AttributeName: to }
    : { Destination: `+${"*".repeat(7)}${address.slice(-4)}`, DeliveryMedium: "SMS", AttributeName: to };
};

/** Takes a code, which is good once. @throws {ServiceError} */
// fidelity: docs: ConfirmSignUp, ConfirmForgotPassword: errors; observed: the texts
export const takeCode = async (
  pools: UserPools,
  user: UserRecord,
  purpose: Purpose,
  given: string,
): Promise<CodeRecord> => {
  const key = codeKey(user, purpose);
  const known = pools.codes.get(key);
  if (!known) throw new ServiceError("ExpiredCodeException", "Invalid code provided, please request a code again.");
  const tries = { pool: user.pool, name: user.name, what: `code/${purpose}`, limit: MAX_MISSED };
  checkAttempts(pools, tries);
  if (known.code !== given) {
    await countAttempt(pools, tries);
    throw new ServiceError("CodeMismatchException", "Invalid verification code provided, please try again.");
  }
  await Promise.all([pools.codes.remove(key), forgetAttempts(pools, tries)]);
  return known;
};

/** The code that was last sent to a user. */
export const lastCode = ({ codes }: UserPools, pool: string, user: string): string | undefined => {
  const sent = PURPOSES.flatMap((purpose) => codes.get(codeKey({ pool, name: user }, purpose)) ?? []);
  return sent.reduce<CodeRecord | undefined>((last, each) => (last && last.sent > each.sent ? last : each), undefined)
    ?.code;
};

/** Whatever was sent to a user who is gone. */
export const forgetCodes = async ({ codes }: UserPools, user: UserRecord): Promise<void> => {
  await Promise.all(PURPOSES.map((purpose) => codes.remove(codeKey(user, purpose))));
};
