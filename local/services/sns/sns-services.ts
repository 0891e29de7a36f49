import type { Call } from "../../wire/operation";
import { ServiceError } from "../../wire/service-error";
import type { Cloud } from "../service";
import type { Topics } from "./topics";

/** What the operations of SNS work with. */
export interface SnsServices {
  readonly topics: Topics;
  readonly cloud: Cloud;
}

const CONTEXT = { "aws:SecureTransport": "true", "aws:SourceIp": "127.0.0.1" } as const;

/** @throws {ServiceError} AuthorizationError, by the caller's policies and the topic's own. */
export const requireSns = ({ topics, cloud }: SnsServices, { principal }: Call, action: string, arn: string): void => {
  const resourcePolicy = topics.policyOf(arn);
  const decision = cloud.access.decide(principal, { action, resource: arn, context: CONTEXT, resourcePolicy });
  if (decision.allowed) return;
  // fidelity: observed: SNS writes its name in capitals
  const shown = action.replace(/^sns/, "SNS");
  const reason = decision.reason.replace(action, shown);
  throw new ServiceError(
    "AuthorizationError",
    `User: ${principal.arn} is not authorized to perform: ${shown} on resource: ${arn} ${reason}`,
    403,
  );
};

export const invalidParameter = (text: string): ServiceError =>
  new ServiceError("InvalidParameter", `Invalid parameter: ${text}`);
