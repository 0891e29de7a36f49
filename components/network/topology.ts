import type * as pulumi from "@pulumi/pulumi";
import type { NetworkNodes } from "./children";
import type { Endpoint } from "./endpoint";

/** What a network is made of, whoever made it: subnets, endpoints, a way out. */
export interface Topology {
  readonly vpcId: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string[]>;
  readonly privateSubnetIds: pulumi.Output<string[]>;
  readonly isolatedSubnetIds: pulumi.Output<string[]>;
  readonly functionSubnetIds: pulumi.Output<string[]>;
  readonly zoneNames: readonly string[] | undefined;
  /** Whether functions have a way out, to services without an endpoint. */
  readonly internet: boolean;
  readonly nodes: NetworkNodes;
  /** Whether there is an endpoint of a service, or will be as soon as it is asked for. */
  reaches(service: string): boolean;
  endpoint(service: string): Endpoint | undefined;
}
