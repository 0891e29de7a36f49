import type * as pulumi from "@pulumi/pulumi";

/** A port behind a security group in a network. */
export interface SecurityGroupTarget {
  readonly network: unknown;
  readonly securityGroupId: pulumi.Input<string>;
  readonly port: number;
}
