import { ArgsError } from "../../core/args/args-error";
import { argsPath, checkArgs } from "../../core/args/check-args";
import { checkTags, type Tags } from "../../core/args/tags";
import { type Plan, planned } from "../../core/component/plan";
import type { Link } from "../../core/rights/link";
import type { UserPool } from "../user-pool/user-pool";
import { type IdentityPoolArgs, type IdentityRights, identityPoolArgs } from "./args";
import type { IdentityPoolTransform } from "./children";

/** A role of the pool, and who gets it. */
export interface PlannedRole {
  /** `authenticated`, `unauthenticated`, `group-<name>`. */
  readonly key: string;
  /** Absent: of everybody who has signed in, or of nobody. */
  readonly group?: string;
  readonly signedIn: boolean;
  readonly links: Readonly<Record<string, Link>>;
}

interface Settings {
  readonly users: UserPool;
  readonly clients: readonly string[];
  readonly roles: readonly PlannedRole[];
  readonly tags: Tags;
  readonly transform: IdentityPoolTransform | undefined;
}

/** An identity pool's arguments, checked. */
export type IdentityPoolPlan = Plan<"IdentityPool", Settings>;

/** @throws {ArgsError} for clients and groups that the user pool has not, and for rights that could not be used. */
export const planIdentityPool = (name: string, args: IdentityPoolArgs | IdentityPoolPlan): IdentityPoolPlan =>
  planned("IdentityPool", name, args, (given: IdentityPoolArgs) => settings(name, given));

const settings = (name: string, args: IdentityPoolArgs): Settings => {
  checkArgs(name, args, identityPoolArgs);
  const { users, authenticated, groups = {}, unauthenticated, tags = {}, transform } = args;
  checkTags(name, tags);
  checkGroups(name, Object.keys(groups), Object.keys(users.plan.groups));
  const role = (path: string, more: Omit<PlannedRole, "links">, { links = {} }: IdentityRights): PlannedRole => {
    checkLinks(name, path, links);
    return { ...more, links };
  };
  const signedIn = true;
  return {
    users,
    clients: clientsOf(name, Object.keys(users.plan.clients), args.clients),
    roles: [
      role("authenticated", { key: "authenticated", signedIn }, authenticated),
      ...Object.entries(groups).map(([group, given]) =>
        role(argsPath(["groups", group]), { key: `group-${group}`, group, signedIn }, given),
      ),
      ...(unauthenticated
        ? [role("unauthenticated", { key: "unauthenticated", signedIn: false }, unauthenticated)]
        : []),
    ],
    tags,
    transform,
  };
};

const clientsOf = (name: string, all: readonly string[], given: readonly string[] = all): readonly string[] => {
  const refuse = (found: string): never => {
    throw new ArgsError(name, "clients", `must be of the user pool's clients, ${all.join(", ")} (${found})`);
  };
  if (given.length === 0) refuse("there is none: nobody would get credentials");
  const unknown = given.find((key) => !all.includes(key));
  if (unknown !== undefined) refuse(`one is ${JSON.stringify(unknown)}`);
  return [...new Set(given)];
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html (read 2026-11) */
const MAX_RULES = 25;

const checkGroups = (name: string, given: readonly string[], all: readonly string[]): void => {
  if (given.length > MAX_RULES)
    throw new ArgsError(
      name,
      "groups",
      `must be at most ${MAX_RULES}, the rules of one client (there are ${given.length})`,
    );
  for (const group of given) {
    const path = argsPath(["groups", group]);
    if (!all.includes(group)) {
      const there = all.length === 0 ? "it has none" : `it has ${all.join(", ")}`;
      throw new ArgsError(name, path, `must be a group of the user pool (${there}): add it there`);
    }
    // A rule asks whether the names of all groups of a token, as one text, contain that of the group.
    const longer = all.find((other) => other !== group && other.includes(group));
    if (longer !== undefined)
      throw new ArgsError(
        name,
        path,
        `must not be part of the name of another group, whose members would have its rights (${longer}): rename one`,
      );
  }
};

const checkLinks = (name: string, path: string, links: Readonly<Record<string, Link>>): void => {
  for (const [key, { reaches, description }] of Object.entries(links))
    if (reaches !== undefined)
      throw new ArgsError(
        name,
        argsPath([...path.split("."), "links", key]),
        `must be of what is reached by AWS's APIs (it is to ${description}, inside a network): let a function do it`,
      );
};
