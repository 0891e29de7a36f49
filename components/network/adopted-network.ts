import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../core/args-error";
import { either, flag, input, list, object, record, text } from "../core/args-shape";
import type { Endpoint } from "./endpoint";
import { checkService } from "./network-settings";
import type { Surroundings } from "./surroundings";

/** A network that something else made, and what it has: nothing is guessed, nothing is looked up. */
export interface AdoptedNetwork {
  readonly vpcId: pulumi.Input<string>;
  /** Subnets for functions and databases, in at least two zones. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Endpoints it has, by service. An interface endpoint is named by the security group in front of it, to which links
   * add their rules; a gateway endpoint (`s3`, `dynamodb`) by its prefix list.
   *
   * @default {}
   */
  readonly endpoints?: Readonly<Record<string, AdoptedEndpoint>>;
  /**
   * Whether `subnetIds` have a way out (a NAT gateway, a transit gateway): services without an endpoint are then
   * reached through it.
   *
   * @default false
   */
  readonly internet?: boolean;
}

export type AdoptedEndpoint =
  | { readonly securityGroupId: pulumi.Input<string> }
  | { readonly prefixListId: pulumi.Input<string> };

const id = (of: string) => input(text(`the ID of ${of}`));

export const adoptedNetwork = object<AdoptedNetwork>({
  vpcId: id("a VPC"),
  subnetIds: input(list(id("a subnet"), "a list of subnet IDs")),
  endpoints: record(
    either(
      (value) => typeof value === "object" && value !== null && "prefixListId" in value,
      object<{ readonly securityGroupId: pulumi.Input<string> }>(
        { securityGroupId: id("a security group") },
        "{ prefixListId }",
      ),
    ),
    "endpoints by service, { sqs: { securityGroupId } }",
  ).optional(),
  internet: flag.optional(),
});

/** @throws {ArgsError} for fewer than two subnets, or a service that is none. */
export const adoptSurroundings = (name: string, adopted: AdoptedNetwork): Surroundings => {
  const { subnetIds } = adopted;
  if (Array.isArray(subnetIds) && subnetIds.length < 2)
    throw new ArgsError(name, "subnetIds", `must be subnets in at least two zones (there is ${subnetIds.length})`);
  const declared = new Map(
    Object.entries(adopted.endpoints ?? {}).map(([service, endpoint]) => {
      checkService(name, "endpoints", service);
      return [service, adoptedEndpoint(endpoint)];
    }),
  );
  const subnets = pulumi.output(subnetIds);
  return {
    vpcId: pulumi.output(adopted.vpcId),
    publicSubnetIds: pulumi.output<string[]>([]),
    privateSubnetIds: pulumi.output<string[]>([]),
    isolatedSubnetIds: subnets,
    functionSubnetIds: subnets,
    zoneNames: undefined,
    internet: adopted.internet ?? false,
    vpc: undefined,
    reaches: (service) => declared.has(service),
    endpoint: (service) => declared.get(service),
  };
};

const adoptedEndpoint = (endpoint: AdoptedEndpoint): Endpoint =>
  "securityGroupId" in endpoint
    ? { kind: "interface", securityGroupId: endpoint.securityGroupId, ready: [] }
    : { kind: "gateway", prefixListId: endpoint.prefixListId, ready: [] };
