import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../core/args-error";
import { flag, input, list, object, record, text } from "../core/args-shape";
import type { Endpoint } from "./endpoint";
import { checkService } from "./endpoint-services";
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

/** What a program without types may write; each has one of both. */
interface AnyEndpoint {
  readonly securityGroupId?: pulumi.Input<string>;
  readonly prefixListId?: pulumi.Input<string>;
}

const id = (of: string) => input(text(`the ID of ${of}`));

export const adoptedNetwork = object<AdoptedNetwork>({
  vpcId: id("a VPC"),
  subnetIds: input(list(id("a subnet"), "a list of subnet IDs")),
  endpoints: record(
    object<AnyEndpoint>({
      securityGroupId: id("a security group").optional(),
      prefixListId: id("a prefix list").optional(),
    }),
    "endpoints by service, { sqs: { securityGroupId } }",
  ).optional(),
  internet: flag.optional(),
});

/** @throws {ArgsError} for fewer than two subnets, or a service that is none. */
export const adoptSurroundings = (name: string, adopted: AdoptedNetwork): Surroundings => {
  const { subnetIds } = adopted;
  if (Array.isArray(subnetIds) && subnetIds.length < 2)
    throw new ArgsError(
      name,
      "adopted.subnetIds",
      `must be subnets in at least two zones (there is ${subnetIds.length})`,
    );
  const declared = new Map(
    Object.entries(adopted.endpoints ?? {}).map(([service, endpoint]) => {
      checkService(name, "adopted.endpoints", service);
      return [service, adoptedEndpoint(name, service, endpoint)];
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

const adoptedEndpoint = (name: string, service: string, { securityGroupId, prefixListId }: AnyEndpoint): Endpoint => {
  if (securityGroupId !== undefined && prefixListId === undefined)
    return { kind: "interface", securityGroupId, ready: [] };
  if (prefixListId !== undefined && securityGroupId === undefined) return { kind: "gateway", prefixListId, ready: [] };
  const both = securityGroupId === undefined ? "neither" : "both";
  throw new ArgsError(
    name,
    `adopted.endpoints.${service}`,
    `must have securityGroupId, or prefixListId for a gateway endpoint (it has ${both})`,
  );
};
