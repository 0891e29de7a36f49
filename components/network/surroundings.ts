import type * as awsx from "@pulumi/awsx/ec2";
import type * as pulumi from "@pulumi/pulumi";
import type { Endpoint } from "./endpoint";

/** What a network consists of, whoever made it. */
export interface Surroundings {
  readonly vpcId: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string[]>;
  readonly privateSubnetIds: pulumi.Output<string[]>;
  readonly isolatedSubnetIds: pulumi.Output<string[]>;
  readonly functionSubnetIds: pulumi.Output<string[]>;
  readonly zoneNames: readonly string[] | undefined;
  /** Whether functions have a way out, to services without an endpoint. */
  readonly internet: boolean;
  readonly vpc: awsx.Vpc | undefined;
  /** Whether there is an endpoint of a service, or will be as soon as it is asked for. */
  reaches(service: string): boolean;
  endpoint(service: string): Endpoint | undefined;
}
