import { randomInt } from "node:crypto";
import { ServiceError } from "../../../wire/service-error";
import { checkAttempts, countAttempt, forgetAttempts } from "../proofs/attempts";
import { type Occasion, wordsFor } from "../triggers/custom-message";
import type { Metadata } from "../triggers/fire";
import type { CodeRecord, UserPools, UserRecord } from "../user-pools";
import { userKey } from "../users/users";
import type { Purpose } from "./mailbox";
import { deliver } from "./messages";

/** fidelity: docs: Cognito developer guide, "Quotas": a day for confirmations and attributes, an hour for passwords */
const HOURS: Readonly<Record<Exclude<Purpose, "signIn">, number>> = {
  signUp: 24,
  forgotPassword: 1,
  invitation: 7 * 24,
  email: 24,
  phone_number: 24,
};

/** fidelity: guess: how many wrong answers an hour; as on AWS "too many failed attempts" come after a few */
const MAX_MISSED = 5;

type KeptPurpose = keyof typeof HOURS;
const PURPOSES = Object.keys(HOURS) as readonly KeptPurpose[]; // the keys of a record of them

const codeKey = (user: Pick<UserRecord, "pool" | "name">, purpose: KeptPurpose) =>
  `${userKey(user.pool, user.name)}/${purpose}`;

/** A code for a user. */
interface NewCode {
  readonly purpose: KeptPurpose;
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
  await deliver(pools, user, { purpose, to, code, words, address: where || user.name });
  return delivery(to, where);
};

export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, "0");

/** fidelity: observed: a destination shows the first letters of an address, the last digits of a number */
export const delivery = (to: "email" | "phone_number", address: string) => {
  const [name = "", domain = ""] = address.split("@");
  return to === "email"
    ? { Destination: `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`, DeliveryMedium: "EMAIL", AttributeName: to }
    : { Destination: `+${"*".repeat(7)}${address.slice(-4)}`, DeliveryMedium: "SMS", AttributeName: to };
};

export const wrongCode = () =>
  new ServiceError("CodeMismatchException", "Invalid verification code provided, please try again.");

/** Takes a code, which is good once; where `use` refuses what comes with it, it stays. @throws {ServiceError} */
// fidelity: docs: ConfirmSignUp, ConfirmForgotPassword: errors; observed: the texts
export const takeCode = async <Used>(
  pools: UserPools,
  user: UserRecord,
  { purpose, given }: { readonly purpose: KeptPurpose; readonly given: string },
  use: (code: CodeRecord) => Used,
): Promise<Used> => {
  const key = codeKey(user, purpose);
  const known = pools.codes.get(key);
  if (!known) throw new ServiceError("ExpiredCodeException", "Invalid code provided, please request a code again.");
  const tries = { pool: user.pool, name: user.name, what: `code/${purpose}`, limit: MAX_MISSED };
  checkAttempts(pools, tries);
  if (known.code !== given) {
    await countAttempt(pools, tries);
    throw wrongCode();
  }
  const used = use(known);
  await Promise.all([pools.codes.remove(key), forgetAttempts(pools, tries)]);
  return used;
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
