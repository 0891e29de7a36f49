import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import type { Make } from "../core/component/children";
import type { SecurityGroupTarget } from "../core/security-group-target";
import type { Endpoint } from "./endpoint";

/** What a function gets to be in a network: its own children, which the network makes for it. */
export const placementChildren = () => ({
  securityGroup: ec2.SecurityGroup,
  egressRule: vpc.SecurityGroupEgressRule,
  ingressRule: vpc.SecurityGroupIngressRule,
});

export type MakePlacementChild = Make<typeof placementChildren>;

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

const HTTPS_PORTS: SecurityGroupTarget["ports"] = [443];

/** The function's own security group. Without a way it lets nothing out, and never anything in. */
export const createSecurityGroup = (make: MakePlacementChild, name: string, vpcId: pulumi.Input<string>) =>
  make(
    "securityGroup",
    undefined,
    { vpcId, description: `Function ${name}` },
    // A group cannot change its description: a renamed function would get another group.
    { ignoreChanges: ["description"] },
  );

/** The rules of one way: out of the function and, where the other side has a security group too, into that. */
export const createRules = (
  make: MakePlacementChild,
  name: string,
  way: Way,
  securityGroupId: pulumi.Output<string>,
): pulumi.Resource[] => {
  const farSide = farSecurityGroup(way);
  const ports = way.kind === "target" ? way.target.ports : HTTPS_PORTS;
  return ports.flatMap((port, index) => {
    const suffix = index === 0 ? "" : `-${port}`;
    const rule = { ipProtocol: "tcp", fromPort: port, toPort: port, description: `${name} to ${way.name}` };
    const opts = { aliases: formerRules(name, way, suffix) };
    const role = `to-${way.name}${suffix}`;
    const out = make("egressRule", role, { securityGroupId, ...rule, ...destination(way) }, opts);
    if (farSide === undefined) return [out];
    const into = { securityGroupId: farSide, referencedSecurityGroupId: securityGroupId, ...rule };
    return [out, make("ingressRule", role, into, opts)];
  });
};

/** A rule follows the target's rename: AWS would refuse the new one, as a duplicate, while the old one is still there. */
const formerRules = (name: string, way: Way, suffix: string): pulumi.Alias[] => {
  if (way.kind !== "target") return [];
  return (way.target.formerNames ?? []).map((former) => ({ name: pulumi.interpolate`${name}-to-${former}${suffix}` }));
};

const farSecurityGroup = (way: Way): pulumi.Input<string> | undefined => {
  if (way.kind === "target") return way.target.securityGroupId;
  return way.kind === "endpoint" && way.endpoint.kind === "interface" ? way.endpoint.securityGroupId : undefined;
};

const destination = (
  way: Way,
): Pick<vpc.SecurityGroupEgressRuleArgs, "referencedSecurityGroupId" | "prefixListId" | "cidrIpv4"> => {
  if (way.kind === "endpoint" && way.endpoint.kind === "gateway") return { prefixListId: way.endpoint.prefixListId };
  const referencedSecurityGroupId = farSecurityGroup(way);
  return referencedSecurityGroupId === undefined ? { cidrIpv4: "0.0.0.0/0" } : { referencedSecurityGroupId };
};
