import * as apigateway from "@pulumi/aws/apigateway";
import * as iam from "@pulumi/aws/iam";
import type { NodesOf, TransformOf } from "../../core/component/children";

export const accountLogRoleChildren = () => ({
  role: iam.Role,
  policy: iam.RolePolicyAttachment,
  account: apigateway.Account,
});

export type AccountLogRoleTransform = TransformOf<typeof accountLogRoleChildren>;

export type AccountLogRoleNodes = NodesOf<typeof accountLogRoleChildren>;
