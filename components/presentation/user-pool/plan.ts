import type * as pulumi from "@pulumi/pulumi";
import { ArgsError, within } from "../../core/args/args-error";
import { object } from "../../core/args/args-shape";
import { argsPath, checkArgs } from "../../core/args/check-args";
import { checkTags, type Tags } from "../../core/args/tags";
import { isName, NAME_RULE } from "../../core/component/naming";
import { type Plan, planned } from "../../core/component/plan";
import { type UserPoolArgs, userPoolArgs } from "./args";
import { type AttributeSettings, planAttributes } from "./attributes";
import { checkBranding, type LoginBranding } from "./branding";
import type { UserPoolTransform } from "./children";
import { clientShape, type UserPoolClient } from "./clients/client";
import { type ClientSettings, planClient } from "./clients/client-settings";
import type { ClientPlace } from "./clients/oauth-settings";
import { checkDomain, type UserPoolDomain } from "./domain";
import { type FeaturePlan, featurePlan, type Wish } from "./features";
import { planGroups, type UserGroups } from "./groups";
import { checkMail, checkMessages, type Mail, type Messages } from "./mail";
import { type PasswordSettings, planPassword } from "./password";
import { planProviders } from "./providers/plan-providers";
import type { ProviderSettings } from "./providers/provider-settings";
import { checkResourceServers, ownScopes, type ResourceServers } from "./scopes";
import { checkTriggers, type Triggers, tokenTrigger } from "./triggers";

interface Settings<Client extends string> {
  readonly signIn: UserPoolArgs["signIn"];
  readonly clients: Readonly<Record<Client, ClientSettings>>;
  readonly mfa: "OFF" | "OPTIONAL" | "ON";
  readonly selfSignUp: boolean;
  readonly password: PasswordSettings;
  readonly recovery: "email" | "administrator";
  /** Those that differ from the ones of every pool. */
  readonly attributes: readonly AttributeSettings[];
  readonly groups: UserGroups;
  readonly resourceServers: ResourceServers;
  readonly domain: UserPoolDomain | undefined;
  /** Of the pages: the classic ones, or managed login. */
  readonly pages: "classic" | "managed";
  readonly branding: LoginBranding | undefined;
  readonly identityProviders: readonly ProviderSettings[];
  readonly triggers: Triggers;
  readonly mail: Mail;
  readonly messages: Messages;
  readonly threatProtection: "off" | "audit" | "enforced";
  readonly featurePlan: FeaturePlan;
  readonly protected: boolean;
  readonly tags: Tags;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined;
  readonly transform: UserPoolTransform | undefined;
}

/** A user pool's arguments, checked and in the units of AWS. */
export type UserPoolPlan<Client extends string = string> = Plan<"UserPool", Settings<Client>>;

const addedClientArgs = object(clientShape);

const MFA = { off: "OFF", optional: "OPTIONAL", required: "ON" } as const;

/** @throws {ArgsError} for values that AWS would refuse, and for two that defeat each other. */
export const planUserPool = <Client extends string>(
  name: string,
  args: UserPoolArgs<Client> | UserPoolPlan<Client>,
): UserPoolPlan<Client> => planned("UserPool", name, args, (given: UserPoolArgs<Client>) => settings(name, given));

const settings = <Client extends string>(name: string, args: UserPoolArgs<Client>): Settings<Client> => {
  checkArgs(name, args, userPoolArgs);
  const { signIn, mfa = "optional", selfSignUp = true, protection = "protected", tags = {}, transform } = args;
  const { password = {}, recovery = "email", triggers = {}, mail = "cognito", messages = {}, domain, branding } = args;
  const { resourceServers = {}, threatProtection = "off", alarms = protection === "protected" ? {} : false } = args;
  const pages = domain?.pages ?? (branding === undefined ? "classic" : "managed");
  const identityProviders = planProviders(name, args.identityProviders ?? {});
  checkTags(name, tags);
  checkTriggers(name, triggers);
  checkMail(name, mail);
  checkMessages(name, messages, domain !== undefined);
  checkResourceServers(name, resourceServers);
  checkPages(name, args, pages);
  // Without any there is no key of one.
  const given = args.clients ?? ({} as NonNullable<typeof args.clients>);
  const clients = planClients(name, given, clientPlace({ identityProviders, resourceServers, domain, triggers }));
  return {
    signIn,
    clients,
    mfa: MFA[mfa],
    selfSignUp,
    password: planPassword(name, password),
    recovery,
    attributes: planAttributes(name, args.attributes ?? {}, signIn !== "name"),
    groups: planGroups(name, args.groups ?? []),
    resourceServers,
    domain,
    pages,
    branding,
    identityProviders,
    triggers,
    mail,
    messages,
    threatProtection,
    featurePlan: featurePlan(name, args.plan, wishes(args, pages)),
    protected: protection === "protected",
    tags,
    alarms: alarms === false ? undefined : { topicArn: alarms.topicArn },
    transform,
  };
};

const checkPages = (name: string, args: UserPoolArgs, pages: "classic" | "managed"): void => {
  const { domain, branding, identityProviders = {} } = args;
  if (domain !== undefined) checkDomain(name, domain);
  if (branding !== undefined) {
    if (domain === undefined)
      throw new ArgsError(name, "branding", "must be absent: without a domain there are no pages");
    if (pages === "classic")
      throw new ArgsError(name, "branding", 'must be absent with domain.pages "classic": only managed login has it');
    checkBranding(name, branding);
  }
  const given = Object.values(identityProviders).some((one) => one !== undefined);
  if (given && domain === undefined)
    throw new ArgsError(
      name,
      "identityProviders",
      'must be absent: they lead back to a domain; domain: { prefix: "…" } is one',
    );
};

/** What asks for more than the Lite plan. */
const wishes = (args: UserPoolArgs, pages: "classic" | "managed"): Wish[] => {
  const { domain, branding, password, triggers = {}, threatProtection = "off" } = args;
  const clients = Object.entries<UserPoolClient>(args.clients ?? {});
  const essentials = [
    ...(domain && pages === "managed" ? [branding === undefined ? "domain.pages" : "branding"] : []),
    ...(password?.history ? ["password.history"] : []),
    ...((tokenTrigger(triggers)?.version ?? 1) > 1 ? ["triggers.preTokenGeneration.version"] : []),
  ];
  return [
    ...essentials.map((path): Wish => ({ path, plan: "essentials" })),
    ...clients.flatMap(([key, client]) => clientWishes(key, client)),
    ...(threatProtection === "off" ? [] : [{ path: "threatProtection", plan: "plus" } as const]),
  ];
};

const clientWishes = (key: string, { refreshRotation, flows = [] }: UserPoolClient): Wish[] =>
  [...(refreshRotation ? ["refreshRotation"] : []), ...(flows.includes("choice") ? ["flows"] : [])].map((argument) => ({
    path: argsPath(["clients", key, argument]),
    plan: "essentials",
  }));

const clientPlace = ({
  identityProviders,
  resourceServers,
  domain,
  triggers,
}: Pick<Settings<string>, "identityProviders" | "resourceServers" | "domain" | "triggers">): ClientPlace => ({
  providers: { cognito: "COGNITO", ...Object.fromEntries(identityProviders.map((one) => [one.key, one.name])) },
  ownScopes: ownScopes(resourceServers),
  hasDomain: domain !== undefined,
  hasChallenges: triggers.defineAuthChallenge !== undefined,
});

/**
 * The plan of a pool that has one more client.
 *
 * @throws {ArgsError} for a key that is taken, for what the pool has nothing for, and for what its plan of features lacks.
 */
export const planAddedClient = <Client extends string, Key extends string>(
  plan: UserPoolPlan<Client>,
  key: Key,
  client: UserPoolClient,
): UserPoolPlan<Client | Key> => {
  const { name, featurePlan: had } = plan;
  const path = argsPath(["clients", key]);
  within(
    name,
    (below) => (below === "arguments" ? path : `${path}.${below}`),
    () => checkArgs(name, client, addedClientArgs),
  );
  if (key in plan.clients) throw new ArgsError(name, path, "is there already: another client needs another key");
  const added = planClients<Key>(name, { [key]: client } as Record<Key, UserPoolClient>, clientPlace(plan));
  featurePlan(name, had, clientWishes(key, client));
  return { ...plan, clients: { ...plan.clients, ...added } };
};

const planClients = <Client extends string>(
  name: string,
  clients: Readonly<Record<Client, UserPoolClient>>,
  place: ClientPlace,
) => {
  const all = Object.entries<UserPoolClient>(clients).map(([key, client]) => {
    const path = argsPath(["clients", key]);
    if (!isName(key)) throw new ArgsError(name, path, `is no name of a client: it ${NAME_RULE}`);
    return [key, planClient(name, path, client, place)];
  });
  // The keys are those of `clients`.
  return Object.fromEntries(all) as Record<Client, ClientSettings>;
};
