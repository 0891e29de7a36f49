import { SetupError } from "../cloud/setup-error";

/** What is read of a pool. */
export interface Pool {
  readonly UsernameAttributes?: readonly string[];
  readonly SchemaAttributes: readonly { readonly Name: string; readonly Required?: boolean }[];
}

/** The address of somebody who is called by name alone. */
export const addressOf = (name: string): string => (name.includes("@") ? name : `${name}@example.com`);

/** What somebody signs in with. @throws SetupError where that is a phone number and `name` is none */
export const usernameIn = ({ UsernameAttributes = [] }: Pool, name: string): string => {
  if (UsernameAttributes.length === 0 || name.startsWith("+")) return name;
  if (UsernameAttributes.includes("email")) return addressOf(name);
  throw new SetupError(`the users of this pool sign in by phone number: name one with --as, such as ${PHONE_NUMBER}`);
};

/** Nobody's. */
const PHONE_NUMBER = "+15555550100";

/** Of attributes that take not just any word. */
const PLAIN: Readonly<Record<string, string>> = {
  birthdate: "2000-01-01",
  phone_number: PHONE_NUMBER,
  updated_at: "0",
};

/** The attributes of a new user: what the pool asks of everybody. An address is the user's own. */
export const attributesIn = (pool: Pool, name: string) => {
  const required = pool.SchemaAttributes.flatMap(({ Name, Required }) => (Required && Name !== "sub" ? [Name] : []));
  const isAddress = pool.UsernameAttributes?.includes("email") && !name.startsWith("+");
  const attributes = {
    ...Object.fromEntries(required.map((attribute) => [attribute, PLAIN[attribute] ?? name])),
    ...(isAddress || required.includes("email") ? { email: addressOf(name), email_verified: "true" } : {}),
  };
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
};
