import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Endpoint } from "./endpoint";
import type { SecurityGroupTarget } from "./network";

/** Where a function runs in a network, and what must exist before it can reach what it is linked to. */
export interface Placement {
  readonly subnetIds: pulumi.Output<string[]>;
  readonly securityGroupIds: pulumi.Output<string>[];
  /** Rules and endpoints. */
  readonly ready: pulumi.Resource[];
}

/** A way out of the function's security group, named after where it leads. */
export type Way =
  | { readonly name: string; readonly kind: "target"; readonly target: SecurityGroupTarget }
  | { readonly name: string; readonly kind: "endpoint"; readonly endpoint: Endpoint }
  | { readonly name: string; readonly kind: "internet" };

const HTTPS_PORT = 443;

/** The function's own security group. Without a way it lets nothing out, and never anything in. */
export const createSecurityGroup = (
  name: string,
  vpcId: pulumi.Input<string>,
  parent: pulumi.Resource,
): aws.ec2.SecurityGroup => new aws.ec2.SecurityGroup(name, { vpcId, description: `Function ${name}` }, { parent });

/** The rules of one way: out of the function and, where the other side has a security group too, into that. */
export const createRules = (
  name: string,
  way: Way,
  securityGroupId: pulumi.Output<string>,
  parent: pulumi.Resource,
): pulumi.Resource[] => {
  const port = way.kind === "target" ? way.target.port : HTTPS_PORT;
  const rule = {
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
    description: `${name} to ${way.name}`,
  };
  const ruleName = `${name}-to-${way.name}`;
  const farSide = farSecurityGroup(way);
  const out = new aws.vpc.SecurityGroupEgressRule(
    ruleName,
    { securityGroupId, ...rule, ...destination(way) },
    { parent },
  );
  if (farSide === undefined) return [out];
  const into = new aws.vpc.SecurityGroupIngressRule(
    ruleName,
    { securityGroupId: farSide, referencedSecurityGroupId: securityGroupId, ...rule },
    { parent },
  );
  return [out, into];
};

const farSecurityGroup = (way: Way): pulumi.Input<string> | undefined => {
  if (way.kind === "target") return way.target.securityGroupId;
  return way.kind === "endpoint" && way.endpoint.kind === "interface" ? way.endpoint.securityGroupId : undefined;
};

const destination = (
  way: Way,
): Pick<aws.vpc.SecurityGroupEgressRuleArgs, "referencedSecurityGroupId" | "prefixListId" | "cidrIpv4"> => {
  if (way.kind === "endpoint" && way.endpoint.kind === "gateway") return { prefixListId: way.endpoint.prefixListId };
  const referencedSecurityGroupId = farSecurityGroup(way);
  return referencedSecurityGroupId === undefined ? { cidrIpv4: "0.0.0.0/0" } : { referencedSecurityGroupId };
};
