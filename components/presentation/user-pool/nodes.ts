import type * as cognito from "@pulumi/aws/cognito";
import type * as pulumi from "@pulumi/pulumi";
import { createAlarm } from "./alarms";
import { brandingDefinition } from "./branding";
import type { MakeUserPoolChild, UserPoolNodes } from "./children";
import { type ClientSettings, clientDefinition } from "./clients/client-settings";
import { poolDefinition } from "./definition";
import type { UserPoolPlan } from "./plan";
import { serverName } from "./scopes";
import { triggerFunctions } from "./triggers";

/** The pool, what clients stand on, clients, and what stands on them. */
export const createNodes = (make: MakeUserPoolChild, plan: UserPoolPlan): UserPoolNodes => {
  const pool = make("pool", undefined, poolDefinition(plan), { protect: plan.protected });
  const userPoolId = pool.id;
  const resourceServers = byKey(Object.entries(plan.resourceServers), (identifier, scopes) =>
    make("resourceServers", `scopes-${identifier}`, {
      userPoolId,
      identifier,
      name: serverName(identifier),
      scopes: Object.entries(scopes).map(([scopeName, scopeDescription]) => ({ scopeName, scopeDescription })),
    }),
  );
  const identityProviders = byKey(
    plan.identityProviders.map((one) => [one.key, one] as const),
    (key, { name: providerName, definition, discovered }) =>
      make(
        "identityProviders",
        `provider-${key}`,
        { userPoolId, providerName, ...definition },
        { ignoreChanges: discovered.map((detail) => `providerDetails.${detail}`) },
      ),
  );
  return Object.keys(plan.clients).reduce<UserPoolNodes>((nodes, key) => withClient(make, plan, nodes, key), {
    pool,
    resourceServers,
    identityProviders,
    clients: {},
    branding: {},
    throttlesAlarm: {},
    groups: createGroups(make, plan, userPoolId),
    permissions: createPermissions(make, plan, pool),
    ...createDomain(make, plan, userPoolId),
  });
};

/** Makes a client of the plan, and what stands on it. */
export const withClient = (
  make: MakeUserPoolChild,
  plan: UserPoolPlan,
  nodes: UserPoolNodes,
  key: string,
): UserPoolNodes => {
  const { pool, resourceServers, identityProviders } = nodes;
  const settings: ClientSettings | undefined = plan.clients[key];
  if (settings === undefined) return nodes;
  const userPoolId = pool.id;
  // Cognito refuses a client that names scopes or providers which are not there.
  const dependsOn = [...Object.values(resourceServers), ...Object.values(identityProviders)];
  const client = make(
    "clients",
    key,
    { userPoolId, ...clientDefinition(settings) },
    settings.oauth ? { dependsOn } : {},
  );
  const style = { userPoolId, clientId: client.id, ...brandingDefinition(plan.branding ?? "cognito") };
  // Managed login shows no page to a client without a style.
  const branding =
    plan.pages === "managed" && settings.oauth?.flow === "code" && make("branding", `${key}-branding`, style);
  const alarm = createAlarm(make, plan, pool, key, client);
  return {
    ...nodes,
    clients: { ...nodes.clients, [key]: client },
    branding: { ...nodes.branding, ...(branding && { [key]: branding }) },
    throttlesAlarm: { ...nodes.throttlesAlarm, ...(alarm && { [key]: alarm }) },
  };
};

const byKey = <Given, Made>(
  entries: readonly (readonly [string, Given])[],
  one: (key: string, given: Given) => Made,
): Record<string, Made> => Object.fromEntries(entries.map(([key, given]) => [key, one(key, given)]));

const createGroups = (make: MakeUserPoolChild, { groups }: UserPoolPlan, userPoolId: pulumi.Output<string>) =>
  byKey(Object.entries(groups), (name, { precedence, description, role }) =>
    make("groups", `group-${name}`, {
      userPoolId,
      name,
      ...(precedence !== undefined && { precedence }),
      ...(description !== undefined && { description }),
      ...(role !== undefined && { roleArn: role }),
    }),
  );

/** Lets this pool ask its functions, and no other one. */
const createPermissions = (make: MakeUserPoolChild, { triggers }: UserPoolPlan, pool: cognito.UserPool) =>
  byKey(
    triggerFunctions(triggers).map((fn) => [fn.plan.name, fn] as const),
    (key, { name, nodes }) =>
      make("permissions", `trigger-${key}`, {
        action: "lambda:InvokeFunction",
        function: name,
        qualifier: nodes.alias.name,
        principal: "cognito-idp.amazonaws.com",
        sourceArn: pool.arn,
      }),
  );

const createDomain = (
  make: MakeUserPoolChild,
  { domain: asked, pages }: UserPoolPlan,
  userPoolId: pulumi.Output<string>,
): Pick<UserPoolNodes, "domain" | "domainRecord"> => {
  if (asked === undefined) return {};
  const own = "name" in asked ? asked : undefined;
  const domain = make("domain", "domain", {
    userPoolId,
    domain: "name" in asked ? asked.name : asked.prefix,
    ...(own && { certificateArn: own.certificateArn }),
    managedLoginVersion: pages === "managed" ? 2 : 1,
  });
  const zoneId = own?.zoneId;
  return {
    domain,
    ...(own &&
      zoneId !== undefined && {
        domainRecord: make("domainRecord", "domain-record", {
          zoneId,
          name: own.name,
          type: "A",
          aliases: [
            {
              name: domain.cloudfrontDistribution,
              zoneId: domain.cloudfrontDistributionZoneId,
              evaluateTargetHealth: false,
            },
          ],
        }),
      }),
  };
};
