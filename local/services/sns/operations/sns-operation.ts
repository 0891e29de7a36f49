import type { Denial } from "../../../access/permit";
import type { Cloud } from "../../../cloud/cloud";
import { ServiceError } from "../../../wire/service-error";
import type { Topics } from "../topics";

/** What the operations of SNS work with. */
export interface SnsParts {
  readonly topics: Topics;
  readonly cloud: Cloud;
}

// fidelity: observed: SNS writes its name in capitals
export const SNS_DENIAL: Denial = {
  code: "AuthorizationError",
  status: 403,
  action: (name) => name.replace(/^sns/, "SNS"),
};

export const invalidParameter = (text: string): ServiceError =>
  new ServiceError("InvalidParameter", `Invalid parameter: ${text}`);
