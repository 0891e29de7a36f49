import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import { childName } from "../core/naming";
import { transformed } from "../core/transform";
import { printCidr } from "./cidr";
import { createEndpoint, type Endpoint, type EndpointPlace } from "./endpoint";
import type { NetworkTransform } from "./network-args";
import type { NetworkSettings } from "./network-settings";
import { subnetCidrs, type Tier } from "./subnets";
import type { Surroundings } from "./surroundings";

const NAT_STRATEGIES = { none: "None", single: "Single", "one per zone": "OnePerAz" } as const;

/** Makes the VPC and the endpoints of the list; endpoints that links need are made when they ask. */
export const createSurroundings = (
  parent: pulumi.Resource,
  name: string,
  settings: NetworkSettings,
  transform: NetworkTransform,
): Surroundings => {
  const vpc = new awsx.Vpc(name, ...transformed(vpcArgs(settings), { parent }, transform.vpc));
  const internet = settings.nat !== "none";
  const made = new Map<string, Endpoint>();
  const make = (service: string): Endpoint => {
    const existing = made.get(service);
    if (existing) return existing;
    const role = service.replaceAll(".", "-");
    const place = endpointPlace(parent, vpc, settings, service);
    const endpoint = createEndpoint(childName(name, role), service, place, transform, { parent });
    made.set(service, endpoint);
    return endpoint;
  };
  settings.endpoints.forEach(make);
  return {
    vpcId: vpc.vpcId,
    publicSubnetIds: vpc.publicSubnetIds,
    privateSubnetIds: vpc.privateSubnetIds,
    isolatedSubnetIds: vpc.isolatedSubnetIds,
    functionSubnetIds: internet ? vpc.privateSubnetIds : vpc.isolatedSubnetIds,
    zoneNames: settings.zoneNames,
    internet,
    vpc,
    reaches: () => true,
    endpoint: (service) => (internet ? made.get(service) : make(service)),
  };
};

/** Arguments of the VPC: isolated subnets always, the other tiers only for a NAT gateway, which is what they are for. */
const vpcArgs = ({ cidr, zoneCount, zoneNames, nat }: NetworkSettings): awsx.VpcArgs => {
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

const endpointPlace = (
  parent: pulumi.Resource,
  vpc: awsx.Vpc,
  settings: NetworkSettings,
  service: string,
): EndpointPlace => ({
  vpcId: vpc.vpcId,
  subnetIds: vpc.isolatedSubnetIds.apply((ids) => ids.slice(0, settings.endpointZones)),
  routeTableIds: () => vpc.routeTables.apply((tables) => pulumi.all(tables.map((table) => table.id))),
  serviceName: pulumi.interpolate`com.amazonaws.${aws.getRegionOutput({}, { parent }).region}.${service}`,
});
