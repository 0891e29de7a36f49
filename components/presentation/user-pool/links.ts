import type * as cognito from "@pulumi/aws/cognito";
import { USER_POOL_FIELDS, variable } from "../../contracts/environment";
import type { Link } from "../../core/rights/link";
import type { UserPoolPlan } from "./plan";

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html (read 2026-11) */
const READ = [
  "AdminGetUser",
  "AdminListGroupsForUser",
  "GetGroup",
  "ListGroups",
  "ListUsers",
  "ListUsersInGroup",
] as const;

const MANAGE = [
  "AdminAddUserToGroup",
  "AdminConfirmSignUp",
  "AdminCreateUser",
  "AdminDeleteUser",
  "AdminDeleteUserAttributes",
  "AdminDisableUser",
  "AdminEnableUser",
  "AdminRemoveUserFromGroup",
  "AdminResetUserPassword",
  "AdminSetUserMFAPreference",
  "AdminSetUserPassword",
  "AdminUpdateUserAttributes",
  "AdminUserGlobalSignOut",
] as const;

const VERBS = { read: READ, manage: [...READ, ...MANAGE] } as const;

export const userPoolLink = ({ name }: UserPoolPlan, pool: cognito.UserPool, verb: keyof typeof VERBS): Link => ({
  description: `${verb} users of ${name}`,
  grants: [{ actions: VERBS[verb].map((action) => `cognito-idp:${action}`).sort(), resources: [pool.arn] }],
  environment: (link) => ({ [variable(link, USER_POOL_FIELDS[0])]: pool.id }),
  service: "cognito-idp",
});
