import { policyDocument, trustPolicy } from "../../core/rights/policy-document";
import type { MakeRestApiChild, RestApiNodes } from "./children";
import type { RestApiPlan } from "./plan";

/** The role with which the gateway calls the targets: exactly what they ask for, for this API alone. */
export const createGatewayRole = (
  make: MakeRestApiChild,
  { name, routes }: RestApiPlan,
): Pick<RestApiNodes, "role" | "rolePolicy"> => {
  const grants = [...new Set(routes.map(({ to }) => to))].flatMap((target) => target.grants);
  if (grants.length === 0) return {};
  const trust = trustPolicy("apigateway.amazonaws.com");
  const role = make("role", "role", { assumeRolePolicy: trust, description: `API ${name} to its targets` });
  return { role, rolePolicy: make("rolePolicy", "policy", { role: role.name, policy: policyDocument(grants) }) };
};
