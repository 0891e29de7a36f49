import { ArgsError } from "../args/args-error";
import { shown } from "../args/shown";

/** Type token of a component. The file may move; the token, part of every URN, must not change. */
export const componentType = (component: string): string => `serverless-tiers:index:${component}`;

/** Name of a child: the primary one is called as its component, all others by their role. */
export const childName = (name: string, role?: string): string => (role === undefined ? name : `${name}-${role}`);

/**
 * The longest name of a component: what AWS allows at least (64 characters for functions and roles), less the role
 * of a child and the eight characters that Pulumi adds to make a physical name unique.
 */
export const MAX_NAME_LENGTH = 40;
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Refuses a name that some child's physical name could not carry.
 *
 * @throws {ArgsError} unless it is 1 to 40 lower-case letters, digits and single hyphens, a letter first.
 */
export const checkName = (name: unknown): void => {
  if (isName(name)) return;
  if (typeof name === "string") throw new ArgsError(JSON.stringify(name), "name", NAME_RULE);
  throw new ArgsError("a component", "name", `${NAME_RULE} (it is ${shown(name)})`);
};

export const isName = (name: unknown): boolean =>
  typeof name === "string" && NAME.test(name) && name.length <= MAX_NAME_LENGTH;

export const NAME_RULE = `must be 1 to ${MAX_NAME_LENGTH} lower-case letters, digits and single hyphens, starting with a letter ("get-order")`;
