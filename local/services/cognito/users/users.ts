import { randomInt, randomUUID } from "node:crypto";
import type * as z from "zod";
import { ServiceError } from "../../../wire/service-error";
import { keepPassword } from "../proofs/password";
import { checkAttributes, checkRequired } from "../settings/schema";
import { Attributes } from "../settings/shapes";
import type { UserPoolRecord, UserPools, UserRecord, UserStatus } from "../user-pools";

export { Attributes, checkAttributes };

export const userKey = (pool: string, name: string): string => `${pool}/${name}`;

export const statusOf = ({ status, temporary, password }: UserRecord): UserStatus =>
  status ?? (temporary || !password ? "FORCE_CHANGE_PASSWORD" : "CONFIRMED");

/** The user of a name, or of an address that signs in as a name does. */
export const findUser = (pools: UserPools, pool: UserPoolRecord, name: string): UserRecord | undefined =>
  pools.users.called(pool, name);

const userNotFound = () => new ServiceError("UserNotFoundException", "User does not exist.");

export const requireUser = (pools: UserPools, pool: UserPoolRecord, name: string): UserRecord => {
  const user = findUser(pools, pool, name);
  if (!user) throw userNotFound();
  return user;
};

export const isVerified = ({ attributes }: UserRecord, name: string): boolean =>
  /^true$/i.test(attributes[`${name}_verified`] ?? "");

interface NewUser {
  readonly username: string;
  /** Absent: the user signs in without. */
  readonly password?: string | undefined;
  readonly given: z.output<typeof Attributes>;
  readonly status: UserStatus;
}

/** A user whom the pool has not yet. @throws {ServiceError} when somebody has the name, or the pool takes no such user */
export const newUser = (
  pools: UserPools,
  pool: UserPoolRecord,
  { username, password, given, status }: NewUser,
  exists: string,
): UserRecord => {
  const address = addressOf(pool, username);
  checkFree(pools, pool, username, exists);
  const attributes = Object.fromEntries(given.map(({ Name, Value }) => [Name, Value]));
  if (address) attributes[address] = username;
  checkAttributes(pool, attributes);
  checkRequired(pool, attributes);
  const sub = randomUUID();
  const created = pools.cloud.clock.now();
  const name = address ? sub : username;
  return {
    pool: pool.id,
    name,
    sub,
    attributes,
    ...(password === undefined ? {} : { password: keepPassword({ pool: pool.id, name }, password) }),
    status,
    ...(status === "FORCE_CHANGE_PASSWORD" ? { invited: created } : {}),
    created,
  };
};

/** Keeps a new user, unless somebody took the name since it was asked for. @throws {ServiceError} */
export const addUser = async (
  pools: UserPools,
  pool: UserPoolRecord,
  username: string,
  user: UserRecord,
  exists: string,
): Promise<void> => {
  checkFree(pools, pool, username, exists);
  await pools.users.put(userKey(user.pool, user.name), user);
};

const checkFree = (pools: UserPools, pool: UserPoolRecord, username: string, exists: string): void => {
  if (!findUser(pools, pool, username)) return;
  const address = addressOf(pool, username);
  // fidelity: observed: SignUp and AdminCreateUser of a pool whose names are addresses
  const text = address ? `An account with the given ${address} already exists.` : exists;
  throw new ServiceError("UsernameExistsException", text);
};

const EMAIL = /^[^@\s]+@[^@\s]+$/;
const PHONE = /^\+\d{2,15}$/;

/** The attribute that a name is, in a pool whose names are addresses. @throws {ServiceError} for a name of another form */
const addressOf = ({ settings }: UserPoolRecord, username: string): "email" | "phone_number" | undefined => {
  const { UsernameAttributes: allowed = [], AliasAttributes = [] } = settings ?? {};
  const invalid = (text: string) => new ServiceError("InvalidParameterException", text);
  if (allowed.length === 0) {
    // fidelity: observed: SignUp, reports of the texts
    const alias = [
      { name: "email", form: EMAIL, words: "email format, since user pool is configured for email alias." },
      {
        name: "phone_number",
        form: PHONE,
        words: "phone number format, since user pool is configured for phone number alias.",
      },
    ].find(({ name, form }) => AliasAttributes.some((each) => each === name) && form.test(username));
    if (alias) throw invalid(`Username cannot be of ${alias.words}`);
    return undefined;
  }
  if (allowed.includes("email") && EMAIL.test(username)) return "email";
  if (allowed.includes("phone_number") && PHONE.test(username)) return "phone_number";
  const what =
    allowed.length > 1 ? "either an email or a phone number" : allowed[0] === "email" ? "an email" : "a phone number";
  throw invalid(`Username should be ${what}.`);
};

type Change = Partial<UserRecord>;

/** Keeps what has changed of a user, as the user is by then. @throws {ServiceError} when there is none any more */
export const changeUser = async (
  pools: UserPools,
  { pool, name }: Pick<UserRecord, "pool" | "name">,
  change: Change | ((now: UserRecord) => Change),
): Promise<UserRecord> => {
  const now = pools.users.get(userKey(pool, name));
  if (!now) throw userNotFound();
  const { temporary: _, ...rest } = now;
  const changes = typeof change === "function" ? change(now) : change;
  const changed = { ...rest, status: statusOf(now), ...changes, modified: pools.cloud.clock.now() };
  await pools.users.put(userKey(pool, name), changed);
  return changed;
};

/** A value of `null` takes the attribute away; another address is verified anew. */
export const withAttributes = ({ attributes }: UserRecord, change: Readonly<Record<string, string | null>>) => {
  const unverified = ["email", "phone_number"]
    .filter((name) => change[name] !== undefined && change[name] !== attributes[name])
    .map((name) => [`${name}_verified`, change[name] === null ? null : "false"]);
  const all = { ...attributes, ...Object.fromEntries(unverified), ...change };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null));
};

/** With the pool's own first of all. */
export const shownAttributes = ({ sub, attributes }: UserRecord) =>
  Object.entries({ sub, ...attributes }).map(([Name, Value]) => ({ Name, Value }));

/** fidelity: docs: UserType */
export const shownUser = (user: UserRecord) => {
  const { created = 0, modified = created } = user;
  return {
    Username: user.name,
    Attributes: shownAttributes(user),
    Enabled: !user.disabled,
    UserStatus: statusOf(user),
    UserCreateDate: created / 1000,
    UserLastModifiedDate: modified / 1000,
  };
};

/** One that conforms with every policy of a length up to its own. */
export const temporaryPassword = (length: number): string => {
  const kinds = ["abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "!#%*+-=?@_"];
  return Array.from({ length: Math.max(length, 12) }, (_, at) => {
    const kind = kinds[at % kinds.length] ?? "";
    return kind[randomInt(kind.length)];
  }).join("");
};
