import * as cognito from "@pulumi/aws/cognito";
import * as iam from "@pulumi/aws/iam";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";

export const identityPoolChildren = () => ({
  pool: cognito.IdentityPool,
  roles: iam.Role,
  policies: iam.RolePolicy,
  attachment: cognito.IdentityPoolRoleAttachment,
});

export type IdentityPoolTransform = TransformOf<typeof identityPoolChildren>;

/** Roles, and the policies of those that have links, are known as `authenticated`, `unauthenticated` and `group-<name>`. */
export type IdentityPoolNodes = NodesOf<typeof identityPoolChildren, { roles: "by key"; policies: "by key" }>;

export type MakeIdentityPoolChild = Make<typeof identityPoolChildren>;
