import { checkArgs } from "../../core/args/check-args";
import { type Plan, planned } from "../../core/component/plan";
import { type AccountLogRoleArgs, accountLogRoleArgs } from "./args";
import type { AccountLogRoleTransform } from "./children";

interface Settings {
  readonly role: "create" | "existing" | "none";
  readonly transform: AccountLogRoleTransform | undefined;
}

export type AccountLogRolePlan = Plan<"AccountLogRole", Settings>;

/** @throws {ArgsError} for another `role`. */
export const planAccountLogRole = (
  name: string,
  args: AccountLogRoleArgs | AccountLogRolePlan = {},
): AccountLogRolePlan =>
  planned("AccountLogRole", name, args, (given: AccountLogRoleArgs): Settings => {
    checkArgs(name, given, accountLogRoleArgs);
    const { role = "create", transform } = given;
    return { role, transform };
  });
