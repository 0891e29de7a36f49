import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";
import { placementChildren } from "../../network/placement";

const ownChildren = () => ({
  function: lambda.Function,
  alias: lambda.Alias,
  role: Role,
  policy: RolePolicy,
  logGroup: LogGroup,
  accountPermissions: lambda.Permission,
});

/** Those of its place in a network, which the network makes, too. */
export const functionChildren = () => ({ ...ownChildren(), ...placementChildren() });

export type LambdaFunctionTransform = TransformOf<typeof functionChildren>;

/** The permissions of other accounts are by their ids. */
export type LambdaFunctionNodes = NodesOf<typeof ownChildren, { accountPermissions: "by key" }>;

export type MakeFunctionChild = Make<typeof functionChildren>;
