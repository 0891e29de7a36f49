import * as ec2 from "@pulumi/aws/ec2";
import * as awsx from "@pulumi/awsx/ec2";
import type { Make, NodesOf, TransformOf } from "../core/component/children";

export const networkChildren = () => ({
  vpc: awsx.Vpc,
  endpoint: ec2.VpcEndpoint,
  endpointSecurityGroup: ec2.SecurityGroup,
});

export type NetworkTransform = TransformOf<typeof networkChildren>;

/**
 * Endpoints and the security groups of interface endpoints by service, those included that links have asked for. Nothing
 * at all in an adopted network.
 */
export type NetworkNodes = NodesOf<
  typeof networkChildren,
  { vpc: "optional"; endpoint: "by key"; endpointSecurityGroup: "by key" }
>;

export type MakeNetworkChild = Make<typeof networkChildren>;
