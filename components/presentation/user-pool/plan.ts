import { ArgsError } from "../../core/args/args-error";
import { argsPath, checkArgs } from "../../core/args/check-args";
import { checkTags, type Tags } from "../../core/args/tags";
import { isName, NAME_RULE } from "../../core/component/naming";
import { type Plan, planned } from "../../core/component/plan";
import { type UserPoolArgs, userPoolArgs } from "./args";
import type { UserPoolTransform } from "./children";
import { type ClientSettings, planClient } from "./client";
import { planGroups, type UserGroups } from "./groups";

interface Settings<Client extends string> {
  readonly signIn: UserPoolArgs["signIn"];
  readonly clients: Readonly<Record<Client, ClientSettings>>;
  readonly mfa: "OFF" | "OPTIONAL" | "ON";
  readonly selfSignUp: boolean;
  readonly groups: UserGroups;
  readonly protected: boolean;
  readonly tags: Tags;
  readonly transform: UserPoolTransform | undefined;
}

/** A user pool's arguments, checked and in the units of AWS. */
export type UserPoolPlan<Client extends string = string> = Plan<"UserPool", Settings<Client>>;

const MFA = { off: "OFF", optional: "OPTIONAL", required: "ON" } as const;

/** @throws {ArgsError} for values that AWS would refuse, and for two that defeat each other. */
export const planUserPool = <Client extends string>(
  name: string,
  args: UserPoolArgs<Client> | UserPoolPlan<Client>,
): UserPoolPlan<Client> => planned("UserPool", name, args, (given: UserPoolArgs<Client>) => settings(name, given));

const settings = <Client extends string>(name: string, args: UserPoolArgs<Client>): Settings<Client> => {
  checkArgs(name, args, userPoolArgs);
  const { signIn, mfa = "optional", selfSignUp = true, protection = "protected", tags = {}, transform } = args;
  checkTags(name, tags);
  return {
    signIn,
    clients: planClients(name, args.clients),
    mfa: MFA[mfa],
    selfSignUp,
    groups: planGroups(name, args.groups ?? []),
    protected: protection === "protected",
    tags,
    transform,
  };
};

const planClients = <Client extends string>(name: string, clients: UserPoolArgs<Client>["clients"]) => {
  const given = Object.entries<UserPoolArgs["clients"][string]>(clients);
  if (given.length === 0) throw new ArgsError(name, "clients", 'must hold one at least: { app: { kind: "public" } }');
  const all = given.map(([key, client]) => {
    const path = argsPath(["clients", key]);
    if (!isName(key)) throw new ArgsError(name, path, `is no name of a client: it ${NAME_RULE}`);
    return [key, planClient(name, path, client)];
  });
  // The keys are those of `clients`.
  return Object.fromEntries(all) as Record<Client, ClientSettings>;
};
