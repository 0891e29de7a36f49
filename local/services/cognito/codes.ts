import { randomInt } from "node:crypto";
import { ServiceError } from "../../wire/service-error";
import type { Purpose } from "./mailbox";
import { deliver } from "./messages";
import type { CodeRecord, UserPools, UserRecord } from "./user-pools";
import { userKey } from "./users";

/** fidelity: docs: Cognito developer guide, "Quotas": a day for confirmations and attributes, an hour for passwords */
const HOURS: Readonly<Record<Purpose, number>> = {
  signUp: 24,
  forgotPassword: 1,
  invitation: 7 * 24,
  email: 24,
  phone_number: 24,
};

/** fidelity: guess: five wrong answers, as on AWS "too many failed attempts" come after a few */
const MAX_MISSED = 5;

const codeKey = (user: Pick<UserRecord, "pool" | "name">, purpose: Purpose) =>
  `${userKey(user.pool, user.name)}/${purpose}`;

/** Sends a code, and keeps it until it is used. */
export const sendCode = async (
  pools: UserPools,
  user: UserRecord,
  {
    purpose,
    to,
    code = String(randomInt(1_000_000)).padStart(6, "0"),
  }: { purpose: Purpose; to: "email" | "phone_number"; code?: string },
) => {
  const sent = pools.cloud.clock.now();
  const until = sent + HOURS[purpose] * 3_600_000;
  await pools.codes.put(codeKey(user, purpose), { pool: user.pool, user: user.name, code, sent, until, missed: 0 });
  await deliver(pools, user, { purpose, to, code });
  return delivery(to, user.attributes[to] ?? "");
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
export const takeCode = async (pools: UserPools, user: UserRecord, purpose: Purpose, given: string): Promise<void> => {
  const key = codeKey(user, purpose);
  const known = pools.codes.get(key);
  if (!known || known.until <= pools.cloud.clock.now()) {
    throw new ServiceError("ExpiredCodeException", "Invalid code provided, please request a code again.");
  }
  if (known.missed >= MAX_MISSED) {
    throw new ServiceError("LimitExceededException", "Attempt limit exceeded, please try after some time.");
  }
  if (known.code !== given) {
    await pools.codes.put(key, { ...known, missed: known.missed + 1 });
    throw new ServiceError("CodeMismatchException", "Invalid verification code provided, please try again.");
  }
  await pools.codes.remove(key);
};

/** The code that was last sent to a user. */
export const lastCode = ({ codes }: UserPools, pool: string, user: string): string | undefined => {
  const sent = [...codes.entries()].map(([, code]) => code).filter((each) => each.pool === pool && each.user === user);
  return sent.reduce<CodeRecord | undefined>((last, each) => (last && last.sent > each.sent ? last : each), undefined)
    ?.code;
};

/** Whatever was sent to a user who is gone. */
export const forgetCodes = async ({ codes }: UserPools, { pool, name }: UserRecord): Promise<void> => {
  for (const [key, code] of [...codes.entries()]) {
    if (code.pool === pool && code.user === name) await codes.remove(key);
  }
};
