import type { Access, PolicyDocument, Principal } from "../../access/access";
import { ServiceError } from "../../wire/service-error";

/**
 * Local calls count as sent over TLS: the endpoint is plain HTTP on the loopback, and a queue policy that denies
 * `aws:SecureTransport` false would otherwise refuse everything. fidelity: guess: on AWS the key tells the truth.
 */
const CONTEXT = { "aws:SecureTransport": "true", "aws:SourceIp": "127.0.0.1" } as const;

/** @throws {ServiceError} AccessDenied in SQS's words. */
export const requirePermission = (
  access: Access,
  principal: Principal,
  action: string,
  target: { readonly arn: string; readonly policy: PolicyDocument | undefined },
): void => {
  const decision = access.decide(principal, {
    action,
    resource: target.arn,
    context: CONTEXT,
    resourcePolicy: target.policy,
  });
  if (decision.allowed) return;
  // fidelity: observed: SQS writes the action in lower case
  const reason = decision.reason.replace(action, action.toLowerCase());
  throw new ServiceError(
    "AccessDenied",
    `User: ${principal.arn} is not authorized to perform: ${action.toLowerCase()} on resource: ${target.arn} ${reason}`,
    403,
  );
};
