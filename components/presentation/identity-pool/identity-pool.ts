import type * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { policyDocument, policyJson } from "../../core/rights/policy-document";
import type { IdentityPoolArgs } from "./args";
import { type IdentityPoolNodes, identityPoolChildren, type MakeIdentityPoolChild } from "./children";
import { type IdentityPoolPlan, type PlannedRole, planIdentityPool } from "./plan";

/**
 * Credentials of AWS for the users of a user pool, for apps that call AWS's APIs themselves: an Amazon Cognito identity
 * pool, a role for who has signed in, one for each group that is named, and none for guests unless it is asked for.
 *
 * @throws {ArgsError} for wrong arguments, before anything is registered.
 * @example
 * new IdentityPool("people", { users, authenticated: { links: { pictures: pictures.read() } } });
 */
export class IdentityPool extends pulumi.ComponentResource {
  /** `eu-west-1:` and a UUID. */
  readonly id: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** What was asked for, checked. */
  readonly plan: IdentityPoolPlan;
  readonly nodes: IdentityPoolNodes;

  constructor(name: string, args: IdentityPoolArgs | IdentityPoolPlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planIdentityPool(name, args);
    super(componentType("IdentityPool"), name, {}, opts);
    this.plan = plan;
    this.nodes = createNodes(childrenOf(identityPoolChildren, this, name, plan.transform), plan);
    this.id = this.nodes.pool.id;
    this.arn = this.nodes.pool.arn;
    this.registerOutputs({ id: this.id, arn: this.arn });
  }
}

const createNodes = (make: MakeIdentityPoolChild, plan: IdentityPoolPlan): IdentityPoolNodes => {
  const { users, clients, roles: planned, tags } = plan;
  const guests = planned.some(({ signedIn }) => !signedIn);
  const providerName = users.nodes.pool.endpoint;
  const clientIds = clients.flatMap((key) => users.nodes.clients[key]?.id ?? []);
  const pool = make(
    "pool",
    undefined,
    {
      identityPoolName: `${pulumi.getProject()}-${pulumi.getStack()}-${plan.name}`,
      allowUnauthenticatedIdentities: guests,
      allowClassicFlow: false,
      // A token counts no longer than its user may sign in.
      cognitoIdentityProviders: clientIds.map((clientId) => ({ clientId, providerName, serverSideTokenCheck: true })),
      ...(Object.keys(tags).length > 0 && { tags: { ...tags } }),
    },
    { ignoreChanges: ["identityPoolName"] },
  );
  const roles = Object.fromEntries(
    planned.map((role) => [
      role.key,
      make("roles", `${role.key}-role`, {
        assumeRolePolicy: trust(pool.id, role),
        ...(Object.keys(tags).length > 0 && { tags: { ...tags } }),
      }),
    ]),
  );
  const policies = Object.fromEntries(
    planned.flatMap(({ key, links }) => {
      const grants = Object.values(links).flatMap((link) => link.grants);
      const role = roles[key];
      if (grants.length === 0 || role === undefined) return [];
      return [[key, make("policies", `${key}-policy`, { role: role.name, policy: policyDocument(grants) })]];
    }),
  );
  const attachment = make("attachment", "roles", {
    identityPoolId: pool.id,
    roles: arnsOf(roles, ["authenticated", "unauthenticated"]),
    roleMappings: roleMappings(plan, roles, providerName, clientIds),
  });
  return { pool, roles, policies, attachment };
};

const PROVIDER = "cognito-identity.amazonaws.com";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html (read 2026-11) */
const trust = (pool: pulumi.Output<string>, { signedIn }: PlannedRole): pulumi.Output<string> =>
  policyJson([
    {
      Effect: "Allow",
      Principal: { Federated: PROVIDER },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { [`${PROVIDER}:aud`]: pool },
        "ForAnyValue:StringLike": { [`${PROVIDER}:amr`]: signedIn ? "authenticated" : "unauthenticated" },
      },
    },
  ]);

type Roles = Readonly<Record<string, iam.Role>>;

const arnsOf = (roles: Roles, keys: readonly string[]) =>
  Object.fromEntries(keys.flatMap((key) => (roles[key] ? [[key, roles[key].arn]] : [])));

const roleMappings = (
  { roles: planned }: IdentityPoolPlan,
  roles: Roles,
  providerName: pulumi.Output<string>,
  clientIds: readonly pulumi.Output<string>[],
) => {
  const mappingRules = planned.flatMap(({ key, group }) => {
    const role = roles[key];
    if (group === undefined || role === undefined) return [];
    return [{ claim: "cognito:groups", matchType: "Contains", value: group, roleArn: role.arn }];
  });
  if (mappingRules.length === 0) return [];
  return clientIds.map((clientId) => ({
    identityProvider: pulumi.interpolate`${providerName}:${clientId}`,
    type: "Rules",
    ambiguousRoleResolution: "AuthenticatedRole",
    mappingRules,
  }));
};
