import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../core/args/args-error";
import { flag, input, list, object, record, text } from "../core/args/args-shape";
import { type Endpoint, GATEWAY_SERVICES } from "./endpoint";
import { checkService } from "./endpoint-services";
import type { Topology } from "./topology";

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
  /** Where it is made, for messages: `"organization/platform/prod"`. @default elsewhere */
  readonly stack?: string;
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
  stack: text("the name of a stack").optional(),
});

/** Checked. */
export interface AdoptedSettings extends Pick<AdoptedNetwork, "vpcId" | "subnetIds" | "stack"> {
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly internet: boolean;
}

/** @throws {ArgsError} for fewer than two subnets, a service that is none, an endpoint of a kind that it does not have. */
export const checkAdopted = (
  name: string,
  { vpcId, subnetIds, endpoints = {}, internet = false, stack }: AdoptedNetwork,
): AdoptedSettings => {
  if (Array.isArray(subnetIds) && subnetIds.length < 2)
    throw new ArgsError(
      name,
      "adopted.subnetIds",
      `must be subnets in at least two zones (there is ${subnetIds.length})`,
    );
  const declared = Object.entries(endpoints).map(([service, endpoint]) => {
    checkService(name, "adopted.endpoints", service);
    return [service, adoptedEndpoint(name, service, endpoint)] as const;
  });
  return { vpcId, subnetIds, endpoints: new Map(declared), internet, ...(stack !== undefined && { stack }) };
};

export const adoptTopology = ({ vpcId, subnetIds, endpoints, internet }: AdoptedSettings): Topology => {
  const subnets = pulumi.output(subnetIds);
  return {
    vpcId: pulumi.output(vpcId),
    publicSubnetIds: pulumi.output<string[]>([]),
    privateSubnetIds: pulumi.output<string[]>([]),
    isolatedSubnetIds: subnets,
    functionSubnetIds: subnets,
    zoneNames: undefined,
    internet,
    nodes: { endpoint: {}, endpointSecurityGroup: {} },
    reaches: (service) => endpoints.has(service),
    endpoint: (service) => endpoints.get(service),
  };
};

const adoptedEndpoint = (name: string, service: string, { securityGroupId, prefixListId }: AnyEndpoint): Endpoint => {
  const path = `adopted.endpoints.${service}`;
  if (securityGroupId !== undefined && prefixListId === undefined)
    return { kind: "interface", securityGroupId, ready: [] };
  if (prefixListId === undefined || securityGroupId !== undefined)
    throw new ArgsError(
      name,
      path,
      `must have securityGroupId, or prefixListId for a gateway endpoint (it has ${prefixListId === undefined ? "neither" : "both"})`,
    );
  if (GATEWAY_SERVICES.has(service)) return { kind: "gateway", prefixListId, ready: [] };
  throw new ArgsError(
    name,
    path,
    `must have securityGroupId: only ${[...GATEWAY_SERVICES].join(" and ")} have gateway endpoints (it has prefixListId)`,
  );
};
