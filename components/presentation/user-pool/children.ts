import * as cognito from "@pulumi/aws/cognito";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";

export const userPoolChildren = () => ({
  pool: cognito.UserPool,
  clients: cognito.UserPoolClient,
  groups: cognito.UserGroup,
});

export type UserPoolTransform = TransformOf<typeof userPoolChildren>;

/** Clients and groups are known by their keys. */
export type UserPoolNodes = NodesOf<typeof userPoolChildren, { clients: "by key"; groups: "by key" }>;

export type MakeUserPoolChild = Make<typeof userPoolChildren>;
