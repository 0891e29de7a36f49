import type * as cognito from "@pulumi/aws/cognito";
import type * as pulumi from "@pulumi/pulumi";
import { createAlarms } from "./alarms";
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
  // Cognito refuses a client that names scopes or providers which are not there.
  const dependsOn = [...Object.values(resourceServers), ...Object.values(identityProviders)];
  const clients = byKey(Object.entries<ClientSettings>(plan.clients), (key, client) =>
    make("clients", key, { userPoolId, ...clientDefinition(client) }, client.oauth ? { dependsOn } : {}),
  );
  return {
    pool,
    resourceServers,
    identityProviders,
    clients,
    groups: createGroups(make, plan, userPoolId),
    permissions: createPermissions(make, plan, pool),
    ...createPages(make, plan, userPoolId, clients),
    throttlesAlarm: createAlarms(make, plan, { pool, clients }),
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

const createPages = (
  make: MakeUserPoolChild,
  { domain: asked, pages, branding, clients: planned }: UserPoolPlan,
  userPoolId: pulumi.Output<string>,
  clients: UserPoolNodes["clients"],
): Pick<UserPoolNodes, "domain" | "domainRecord" | "branding"> => {
  if (asked === undefined) return { branding: {} };
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
    // Managed login shows no page to a client without a style.
    branding: byKey(
      Object.entries(clients).filter(([key]) => pages === "managed" && planned[key]?.oauth?.flow === "code"),
      (key, client) =>
        make("branding", `${key}-branding`, {
          userPoolId,
          clientId: client.id,
          ...brandingDefinition(branding ?? "cognito"),
        }),
    ),
  };
};
