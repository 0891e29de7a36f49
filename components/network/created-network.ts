import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import type * as awsx from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../core/component/children";
import { networkChildren } from "./children";
import { printCidr } from "./cidr";
import { createEndpoint, type Endpoint, type EndpointNodes, type EndpointPlace } from "./endpoint";
import type { CreatedSettings } from "./plan";
import { subnetCidrs, type Tier } from "./subnets";
import type { Topology } from "./topology";

const NAT_STRATEGIES = { none: "None", single: "Single", "one per zone": "OnePerAz" } as const;

/** Makes the VPC and the endpoints of the list; endpoints that links need are made when they ask. */
export const createTopology = (parent: pulumi.Resource, name: string, settings: CreatedSettings): Topology => {
  const make = childrenOf(networkChildren, parent, name, settings.transform);
  const vpc = make("vpc", undefined, vpcArgs(settings));
  const internet = settings.nat !== "none";
  const place = endpointPlace(parent, vpc, settings);
  const nodes: EndpointNodes = { endpoint: {}, endpointSecurityGroup: {} };
  const made = new Map<string, Endpoint>();
  const endpoint = (service: string): Endpoint => {
    const way = made.get(service) ?? createEndpoint(make, nodes, service, place);
    made.set(service, way);
    return way;
  };
  settings.endpoints.forEach(endpoint);
  return {
    vpcId: vpc.vpcId,
    publicSubnetIds: vpc.publicSubnetIds,
    privateSubnetIds: vpc.privateSubnetIds,
    isolatedSubnetIds: vpc.isolatedSubnetIds,
    functionSubnetIds: internet ? vpc.privateSubnetIds : vpc.isolatedSubnetIds,
    zoneNames: settings.zoneNames,
    internet,
    nodes: { vpc, ...nodes },
    reaches: () => true,
    endpoint: (service) => (internet ? made.get(service) : endpoint(service)),
  };
};

/** Arguments of the VPC: isolated subnets always, the other tiers only for a NAT gateway, which is what they are for. */
const vpcArgs = ({ cidr, zoneCount, zoneNames, nat }: CreatedSettings): awsx.VpcArgs => {
  const spec = (type: awsx.SubnetType, tier: Tier) => ({ type, cidrBlocks: subnetCidrs(cidr, tier, zoneCount) });
  const outward = nat === "none" ? [] : [spec("Private", "private"), spec("Public", "public")];
  return {
    cidrBlock: printCidr(cidr),
    ...(zoneNames ? { availabilityZoneNames: [...zoneNames] } : { numberOfAvailabilityZones: zoneCount }),
    subnetStrategy: "Auto",
    subnetSpecs: [spec("Isolated", "isolated"), ...outward],
    natGateways: { strategy: NAT_STRATEGIES[nat] },
    // Interface endpoints answer under the services' own host names only in a VPC with both.
    enableDnsHostnames: true,
    enableDnsSupport: true,
  };
};

const endpointPlace = (parent: pulumi.Resource, vpc: awsx.Vpc, { endpointZones }: CreatedSettings): EndpointPlace => ({
  vpcId: vpc.vpcId,
  subnetIds: vpc.isolatedSubnetIds.apply((ids) => ids.slice(0, endpointZones)),
  routeTableIds: () => vpc.routeTables.apply((tables) => pulumi.all(tables.map((table) => table.id))),
  accountId: () => getCallerIdentityOutput({}, { parent }).accountId,
  serviceName: (service) => pulumi.interpolate`com.amazonaws.${getRegionOutput({}, { parent }).region}.${service}`,
});
