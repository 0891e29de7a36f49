import { randomInt, randomUUID } from "node:crypto";
import * as z from "zod";
import { ServiceError } from "../../wire/service-error";
import { keepPassword } from "./password";
import { schemaOf } from "./pool-settings";
import { ofPool, type UserPoolRecord, type UserPools, type UserRecord, type UserStatus } from "./user-pools";

export const Attributes = z.array(z.object({ Name: z.string().min(1), Value: z.string().default("") })).default([]);

export const userKey = (pool: string, name: string): string => `${pool}/${name}`;

export const statusOf = ({ status, temporary, password }: UserRecord): UserStatus =>
  status ?? (temporary || !password ? "FORCE_CHANGE_PASSWORD" : "CONFIRMED");

/** The user of a name, or of an address that signs in as a name does. */
export const findUser = (pools: UserPools, { id, settings = {} }: UserPoolRecord, name: string) => {
  const direct = pools.users.get(userKey(id, name));
  if (direct) return direct;
  const { UsernameAttributes = [], AliasAttributes = [], UsernameConfiguration } = settings;
  // fidelity: guess: a pool that says nothing of it tells capital letters from small ones
  const folds = UsernameConfiguration?.CaseSensitive === false;
  const same = (text: string | undefined) => text === name || (folds && text?.toLowerCase() === name.toLowerCase());
  if (!folds && UsernameAttributes.length + AliasAttributes.length === 0) return undefined;
  return ofPool(pools.users, id).find(
    (user) =>
      same(user.name) ||
      UsernameAttributes.some((attribute) => same(user.attributes[attribute])) ||
      // fidelity: docs: "Customizing sign-in attributes": an alias counts once it is verified
      AliasAttributes.some(
        (alias) => same(user.attributes[alias]) && (alias === "preferred_username" || isVerified(user, alias)),
      ),
  );
};

export const requireUser = (pools: UserPools, pool: UserPoolRecord, name: string): UserRecord => {
  const user = findUser(pools, pool, name);
  if (!user) throw new ServiceError("UserNotFoundException", "User does not exist.");
  return user;
};

export const isVerified = ({ attributes }: UserRecord, name: string): boolean =>
  /^true$/i.test(attributes[`${name}_verified`] ?? "");

/** What may be called in place of a user of ours by everybody: a name. @throws {ServiceError} */
export const newUser = (
  pools: UserPools,
  pool: UserPoolRecord,
  {
    username,
    password,
    given,
    status,
  }: { username: string; password: string; given: z.output<typeof Attributes>; status: UserStatus },
  exists: string,
): UserRecord => {
  const { UsernameAttributes = [] } = pool.settings ?? {};
  const attributes = Object.fromEntries(given.map(({ Name, Value }) => [Name, Value]));
  const address = UsernameAttributes.length > 0 ? addressOf(username, UsernameAttributes) : undefined;
  if (address) attributes[address] = username;
  const found = findUser(pools, pool, username);
  // fidelity: observed: SignUp and AdminCreateUser of a pool whose names are addresses
  const text = address
    ? `An account with the given ${address === "email" ? "email" : "phone_number"} already exists.`
    : exists;
  if (found) throw new ServiceError("UsernameExistsException", text);
  checkAttributes(pool, attributes);
  const missing = schemaOf(pool).find(({ Name, Required }) => Required && Name !== "sub" && !attributes[Name]);
  if (missing) throw invalidAttributes(`${missing.Name}: The attribute is required\n`);
  const sub = randomUUID();
  const created = pools.cloud.clock.now();
  const name = address ? sub : username;
  const kept = keepPassword({ pool: pool.id, name }, password);
  return { pool: pool.id, name, sub, attributes, password: kept, status, created };
};

const addressOf = (username: string, allowed: readonly string[]): "email" | "phone_number" => {
  if (allowed.includes("email") && /^[^@\s]+@[^@\s]+$/.test(username)) return "email";
  if (allowed.includes("phone_number") && /^\+\d{2,15}$/.test(username)) return "phone_number";
  const what =
    allowed.length > 1 ? "either an email or a phone number" : allowed[0] === "email" ? "an email" : "a phone number";
  throw new ServiceError("InvalidParameterException", `Username should be ${what}.`);
};

/** @throws {ServiceError} when the pool has no such attributes, or they may not have these values */
// fidelity: observed: reports of both texts
export const checkAttributes = (pool: UserPoolRecord, attributes: Readonly<Record<string, string>>): void => {
  const schema = schemaOf(pool);
  for (const [name, value] of Object.entries(attributes)) {
    const known = schema.find(({ Name }) => Name === name);
    if (!known) throw invalidAttributes(`Type for attribute {${name}} could not be determined`);
    if (name === "sub")
      throw new ServiceError("InvalidParameterException", "Cannot modify the non-mutable attribute sub");
    if (name === "email" && value !== "" && !/^[^@\s]+@[^@\s]+$/.test(value)) {
      throw new ServiceError("InvalidParameterException", "Invalid email address format.");
    }
    if (name === "phone_number" && value !== "" && !/^\+\d{2,15}$/.test(value)) {
      throw new ServiceError("InvalidParameterException", "Invalid phone number format.");
    }
  }
};

const invalidAttributes = (text: string) =>
  new ServiceError("InvalidParameterException", `Attributes did not conform to the schema: ${text}`);

/** Keeps what has changed of a user. */
export const changeUser = async (
  pools: UserPools,
  user: UserRecord,
  change: Partial<UserRecord>,
): Promise<UserRecord> => {
  const { temporary: _, ...rest } = user;
  const changed = { ...rest, status: statusOf(user), ...change, modified: pools.cloud.clock.now() };
  await pools.users.put(userKey(user.pool, user.name), changed);
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
