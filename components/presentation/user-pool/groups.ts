import type * as pulumi from "@pulumi/pulumi";
import { GROUP_NAME } from "../../contracts/caller";
import { ArgsError } from "../../core/args/args-error";
import { either, input, list, number, object, record, text } from "../../core/args/args-shape";
import { argsPath } from "../../core/args/check-args";
import { wholeNumber } from "../../core/args/whole-number";

/** Users whom tokens name together, in `cognito:groups`. */
export interface UserGroup {
  /** Of several groups with a role, that of the lowest counts; 0 or more. @default none */
  readonly precedence?: number;
  /** At most 2048 characters. */
  readonly description?: string;
  /** ARN of the role that an identity pool gives the members. */
  readonly role?: pulumi.Input<string>;
}

const group = object<UserGroup>({
  precedence: number().optional(),
  description: text().optional(),
  role: input(text("the ARN of a role")).optional(),
});

const names = list(text(), "a list of names");

export const groupsShape = either(
  (value) => Array.isArray(value) && names.safeParse(value).success,
  record(group, 'names, ["organisers"], or groups by name'),
).optional();

export type UserGroups = Readonly<Record<string, UserGroup>>;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html (read 2026-11) */
const MAX = { precedence: 2 ** 31 - 1, description: 2048 } as const;

/** @throws {ArgsError} for a name that API Gateway could not tell from others, and for what Cognito refuses. */
export const planGroups = (component: string, given: readonly string[] | UserGroups): UserGroups => {
  const groups: UserGroups = isNames(given) ? Object.fromEntries(given.map((name) => [name, {}])) : given;
  for (const [name, { precedence, description = "" }] of Object.entries(groups)) {
    const path = argsPath(["groups", name]);
    if (!GROUP_NAME.test(name))
      throw new ArgsError(component, path, "must be called by 1 to 128 letters, digits and . _ - characters");
    if (precedence !== undefined) wholeNumber(component, `${path}.precedence`, precedence, 0, MAX.precedence);
    if (description.length > MAX.description)
      throw new ArgsError(
        component,
        `${path}.description`,
        `must be at most ${MAX.description} characters long (it has ${description.length})`,
      );
  }
  return groups;
};

const isNames = (given: readonly string[] | UserGroups): given is readonly string[] => Array.isArray(given);
