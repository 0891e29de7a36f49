import type { Access } from "../../../access/access";
import type { Roles } from "../../../access/roles";
import type { Clock } from "../../../cloud/clock";

/** What operations of STS may touch. */
export interface StsParts {
  readonly access: Access;
  readonly roles: Roles;
  readonly clock: Clock;
}
