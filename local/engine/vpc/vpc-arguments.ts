import type { Properties } from "../resources/resource-type";

export type SubnetType = "Public" | "Private" | "Isolated" | "Unused";

export interface SubnetSpec {
  readonly type: SubnetType;
  readonly name?: string;
  readonly cidrMask?: number;
  readonly cidrBlocks?: readonly string[];
  readonly size?: number;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Inputs of awsx.ec2.Vpc that the local cloud emulates. */
export interface VpcInputs extends Properties {
  readonly cidrBlock?: string;
  readonly availabilityZoneNames?: readonly string[];
  readonly numberOfAvailabilityZones?: number;
  readonly subnetSpecs?: readonly SubnetSpec[];
  readonly subnetStrategy?: string;
  readonly natGateways?: { readonly strategy?: string; readonly elasticIpAllocationIds?: readonly string[] };
  readonly tags?: Readonly<Record<string, string>>;
}

const SUPPORTED = new Set([
  "availabilityZoneNames",
  "cidrBlock",
  "enableDnsHostnames",
  "enableDnsSupport",
  "natGateways",
  "numberOfAvailabilityZones",
  "region",
  "subnetSpecs",
  "subnetStrategy",
  "tags",
]);

/** Why these inputs cannot be constructed: what awsx refuses, and what is not emulated and must not be forgotten in silence. */
export const refusal = (name: string, inputs: VpcInputs, zonesOfRegion: number): string | undefined => {
  const unsupported = Object.keys(inputs).filter((key) => inputs[key] !== undefined && !SUPPORTED.has(key));
  if (unsupported.length > 0) {
    return `${name}: the local cloud does not emulate ${unsupported.join(", ")} of awsx.ec2.Vpc; leave it out`;
  }
  if (inputs.subnetStrategy !== "Auto" && inputs.subnetStrategy !== "Exact") {
    return `${name}: subnetStrategy must be "Auto" or "Exact" (awsx's older default "Legacy" is not emulated)`;
  }
  if (!inputs.subnetSpecs?.length) return `${name}: subnetSpecs must list the subnets of a zone`;
  if (inputs.availabilityZoneNames && inputs.numberOfAvailabilityZones) {
    return `${name}: Only one of [availabilityZoneNames] and [numberOfAvailabilityZones] can be specified`;
  }
  const count = inputs.numberOfAvailabilityZones ?? 0;
  if (count > zonesOfRegion) {
    return `${name}: The configured region for this provider does not have at least ${count} Availability Zones; use ${zonesOfRegion} or fewer`;
  }
  return natRefusal(name, inputs, inputs.subnetSpecs);
};

const natRefusal = (name: string, inputs: VpcInputs, specs: readonly SubnetSpec[]): string | undefined => {
  const types = new Set(specs.map(({ type }) => type));
  const routable = types.has("Public") && (types.has("Private") || types.has("Isolated"));
  return (inputs.natGateways?.strategy ?? "OnePerAz") === "None" || routable
    ? undefined
    : `${name}: If NAT Gateway strategy is 'OnePerAz' or 'Single', public subnets must be declared to host the NAT Gateway resource, along with private or isolated subnets to route through it.`;
};
