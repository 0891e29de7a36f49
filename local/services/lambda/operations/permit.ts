import type { Principal } from "../../../access/access";
import { ServiceError } from "../../../wire/service-error";
import type { Cloud } from "../../service";

/** @throws {ServiceError} AccessDeniedException */
export const permit = (cloud: Cloud, principal: Principal, action: string, resource: string): void => {
  const decision = cloud.access.decide(principal, { action, resource });
  if (decision.allowed) return;
  throw new ServiceError(
    "AccessDeniedException",
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${decision.reason}`,
    403,
  );
};
