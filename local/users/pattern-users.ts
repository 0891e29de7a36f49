import { SetupError } from "../cloud/setup-error";
import { nearest } from "../terminal/nearest.cjs";

/** A user pool, and the client through which users of a pattern sign in. */
export interface PatternUsers {
  readonly pool: string;
  readonly client: string;
}

/** The users of a pattern, from the outputs of its stack. @throws SetupError, with those that have users, for another */
export const usersOf = (pattern: string, outputs: Readonly<Record<string, unknown>>): PatternUsers => {
  const names = Object.keys(outputs).flatMap((output) => /^(.+)UserPoolId$/.exec(output)?.[1] ?? []);
  const known = names.filter((name) => Object.hasOwn(outputs, `${name}UserPoolClientId`));
  if (known.includes(pattern)) {
    return { pool: String(outputs[`${pattern}UserPoolId`]), client: String(outputs[`${pattern}UserPoolClientId`]) };
  }
  if (known.length === 0) {
    const needed = `${pattern}UserPoolId and ${pattern}UserPoolClientId`;
    throw new SetupError(`no pattern of this stack has users: the program exports no ${needed}`);
  }
  const near = nearest(pattern, known);
  const meant = near ? `: did you mean ${near}?` : "";
  throw new SetupError(`there is no pattern ${pattern} with users${meant} (there ${counted(known)})`);
};

const counted = (names: readonly string[]): string => `${names.length === 1 ? "is" : "are"} ${names.join(", ")}`;
