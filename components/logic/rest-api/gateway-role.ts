import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { childName } from "../../core/naming";
import { policyDocument, trustPolicy } from "../../core/policy-document";
import { transformed } from "../../core/transform";
import type { RestApiTransform } from "./rest-api-args";
import type { ParsedRoute } from "./route";

/** Absent where every target permits the gateway in another way. */
export interface GatewayRoleNodes {
  readonly role?: iam.Role;
  readonly rolePolicy?: iam.RolePolicy;
}

/** The role with which the gateway calls the targets: exactly what they ask for, for this API alone. */
export const createGatewayRole = (
  parent: pulumi.Resource,
  name: string,
  routes: readonly ParsedRoute[],
  transform: RestApiTransform,
): GatewayRoleNodes => {
  const grants = [...new Set(routes.map(({ route }) => route.to))].flatMap((target) => target.grants);
  if (grants.length === 0) return {};
  const role = new iam.Role(
    childName(name, "role"),
    ...transformed<iam.RoleArgs>(
      { assumeRolePolicy: trustPolicy("apigateway.amazonaws.com"), description: `API ${name} to its targets` },
      { parent },
      transform.role,
    ),
  );
  const rolePolicy = new iam.RolePolicy(
    childName(name, "policy"),
    ...transformed<iam.RolePolicyArgs>(
      { role: role.name, policy: policyDocument(grants) },
      { parent },
      transform.rolePolicy,
    ),
  );
  return { role, rolePolicy };
};
