import { ServiceError } from "../wire/service-error";
import type { Access, PolicyDocument, Principal } from "./access";

/** Local calls count as sent over TLS: the plain loopback port is this cloud's own. */
const CONTEXT = { "aws:SecureTransport": "true", "aws:SourceIp": "127.0.0.1" } as const;

/** @throws {ServiceError} AccessDenied, 403 or the service's own status, in the words of most services. */
export const requireAccess = (
  access: Access,
  principal: Principal,
  action: string,
  resource: string,
  { status = 400, resourcePolicy }: { status?: number; resourcePolicy?: PolicyDocument | undefined } = {},
): void => {
  const decision = access.decide(principal, { action, resource, context: CONTEXT, resourcePolicy });
  if (decision.allowed) return;
  throw new ServiceError(
    "AccessDenied",
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${decision.reason}`,
    status,
  );
};
