import type { Access, Principal } from "../../access/access";
import { resourceVerdict } from "../../access/evaluate";
import type { Role } from "../../access/roles";

/**
 * A trust policy that names the caller is enough; one that names the account leaves it to the caller's own policies;
 * one that names neither refuses even an administrator.
 * fidelity: docs: IAM user guide, "Policy evaluation logic", role trust policies
 */
export const mayAssume = (
  access: Access,
  principal: Principal,
  role: Role,
  context: Readonly<Record<string, string>>,
): boolean => {
  const request = { action: "sts:AssumeRole", resource: role.arn, context };
  const trust = resourceVerdict(principal, role.trust, request);
  if (trust.denied || !(trust.allowed || trust.leftToAccount)) return false;
  return access.decide(principal, { ...request, resourcePolicy: role.trust }).allowed;
};
