import type * as pulumi from "@pulumi/pulumi";

/** Ports behind a security group in a network. */
export interface SecurityGroupTarget {
  /** The network that the security group is in, a `Network`. */
  readonly network: pulumi.Resource;
  /** Names the rules that lead there, `orders`: unique among the targets of a network. */
  readonly name: string;
  /** Names that it had before a rename (`formerNames`), so that its rules are known by them. @default [] */
  readonly formerNames?: readonly pulumi.Input<string>[];
  readonly securityGroupId: pulumi.Input<string>;
  /** TCP ports, at least one. */
  readonly ports: readonly [number, ...number[]];
}
