import { object, oneOf } from "../../core/args/args-shape";
import { transformShape } from "../../core/component/children";
import { type AccountLogRoleTransform, accountLogRoleChildren } from "./children";

export interface AccountLogRoleArgs {
  /**
   * API Gateway writes logs with one role for the whole account and region. `create` makes and sets it, `existing`
   * relies on the one that is set, `none` leaves it alone: stages then have no logs.
   *
   * @default "create"
   */
  readonly role?: "create" | "existing" | "none";
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: AccountLogRoleTransform;
}

export const accountLogRoleArgs = object<AccountLogRoleArgs>({
  role: oneOf("create", "existing", "none").optional(),
  transform: transformShape(accountLogRoleChildren),
});
