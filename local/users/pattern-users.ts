import { SetupError } from "../cloud/setup-error";
import { nearest } from "../terminal/nearest.cjs";
import type { Issuer } from "./issuer-token";

/** A user pool, and the client through which users of a pattern sign in. */
export interface PatternUsers {
  readonly pool: string;
  readonly client: string;
}

type Outputs = Readonly<Record<string, unknown>>;

/** What outputs begin with whose pattern has users, by the outputs that such a pattern has. */
const KINDS = {
  pool: ["UserPoolId", "UserPoolClientId"],
  issuer: ["Issuer", "Audience", "ClientId"],
} as const;

/**
 * Where the users of a pattern sign in, from the outputs of its stack: a user pool, or an outside identity provider.
 * @throws SetupError, with those that have users, for another
 */
export const usersOf = (pattern: string, outputs: Outputs): PatternUsers | Issuer => {
  const output = (name: string) => String(outputs[pattern + name]);
  const pools = patternsWith(KINDS.pool, outputs);
  if (pools.includes(pattern)) return { pool: output("UserPoolId"), client: output("UserPoolClientId") };
  const issuers = patternsWith(KINDS.issuer, outputs);
  if (issuers.includes(pattern)) {
    return { issuer: output("Issuer"), audience: output("Audience"), client: output("ClientId") };
  }
  const known = [...pools, ...issuers];
  if (known.length === 0) {
    const [pool, issuer] = Object.values(KINDS).map((names) => listed(names.map((name) => pattern + name)));
    throw new SetupError(`no pattern of this stack has users: the program exports no ${pool}, and no ${issuer}`);
  }
  const near = nearest(pattern, known);
  const meant = near ? `: did you mean ${near}?` : "";
  throw new SetupError(`there is no pattern ${pattern} with users${meant} (there ${counted(known)})`);
};

/**
 * The outputs of all stacks by their names. Where there are several, each has its own under the name of its project, and
 * those of one name are told apart by it: `orders/mobileUserPoolId`.
 */
export const ofAllStacks = (outputs: Outputs): Outputs => {
  const nested = Object.entries(outputs).flatMap(([project, theirs]) =>
    typeof theirs === "object" && theirs !== null && !Array.isArray(theirs)
      ? Object.entries(theirs).map(([name, value]) => ({ project, name, value }))
      : [],
  );
  const alone = nested.filter(({ name }) => nested.filter((other) => other.name === name).length === 1);
  return {
    ...Object.fromEntries(nested.map(({ project, name, value }) => [`${project}/${name}`, value])),
    ...Object.fromEntries(alone.map(({ name, value }) => [name, value])),
    ...outputs,
  };
};

const patternsWith = ([first, ...rest]: readonly string[], outputs: Outputs): string[] =>
  Object.keys(outputs)
    .filter((output) => output.endsWith(String(first)))
    .map((output) => output.slice(0, -String(first).length))
    .filter((pattern) => pattern !== "" && rest.every((name) => Object.hasOwn(outputs, pattern + name)));

/** `a, b and c`. */
const listed = (names: readonly string[]): string => `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

const counted = (names: readonly string[]): string => `${names.length === 1 ? "is" : "are"} ${names.join(", ")}`;
