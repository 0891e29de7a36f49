import type { Registered, Registration } from "../program/registration";
import type { Properties } from "../resources/resource-type";
import { childUrn } from "../resources/urn";
import { resourceReference, UNKNOWN } from "../values/signatures";
import { layOut } from "./subnets";
import { refusal, type SubnetSpec, type SubnetType, type VpcInputs } from "./vpc-arguments";
import { Child, resolved } from "./vpc-child";

type Register = (registration: Registration) => Promise<Registered>;

/**
 * Constructs awsx.ec2.Vpc: registers the children that the real component has, under the same names and parents,
 * and returns its outputs.
 */
export const constructVpc = async (
  registration: Registration,
  zonesOfRegion: readonly string[],
  register: Register,
): Promise<Registered> => {
  const inputs: VpcInputs = registration.inputs;
  const problem = refusal(registration.name, inputs, zonesOfRegion.length);
  if (problem) throw new Error(problem);
  const zones = inputs.availabilityZoneNames ?? zonesOfRegion.slice(0, inputs.numberOfAvailabilityZones ?? 3);
  return new VpcConstruction(registration, inputs, zones, register).run();
};

// fidelity: observed: awsx/ec2/vpc.ts of pulumi-awsx 3
class VpcConstruction {
  private readonly subnets: { readonly type: SubnetType; readonly subnet: Child }[] = [];
  private readonly routeTables: Child[] = [];
  private readonly associations: Child[] = [];
  private readonly routes: Child[] = [];
  private readonly natGateways: Child[] = [];
  private readonly eips: Child[] = [];

  constructor(
    private readonly component: Registration,
    private readonly inputs: VpcInputs,
    private readonly zones: readonly string[],
    private readonly register: Register,
  ) {}

  async run(): Promise<Registered> {
    const { name, urn } = this.component;
    const { cidrBlock = "10.0.0.0/16", enableDnsHostnames, enableDnsSupport } = this.inputs;
    const vpcInputs = { cidrBlock, enableDnsHostnames, enableDnsSupport, tags: this.sharedTags };
    const vpc = await this.child("ec2/vpc:Vpc", name, urn, vpcInputs);
    const igw = await this.child("ec2/internetGateway:InternetGateway", name, vpc, {
      vpcId: vpc,
      tags: this.sharedTags,
    });
    const ranges = this.ranges(cidrBlock);
    for (const zone of this.zones.keys()) {
      const specs = (this.inputs.subnetSpecs ?? [])
        .map((spec, index) => ({ spec, cidrBlock: ranges[zone]?.[index] ?? "" }))
        .filter(({ spec }) => spec.type !== "Unused")
        .sort((a, b) => ORDER.indexOf(a.spec.type) - ORDER.indexOf(b.spec.type));
      for (const { spec, cidrBlock } of specs) await this.subnet({ vpc, igw, zone }, spec, cidrBlock);
    }
    return { id: undefined, outputs: this.outputs(vpc, igw) };
  }

  private get sharedTags(): Readonly<Record<string, string>> {
    return { Name: this.component.name, ...this.inputs.tags };
  }

  private ranges(vpcCidr: string): string[][] {
    const specs = this.inputs.subnetSpecs ?? [];
    if (specs.some((spec) => spec.cidrBlocks)) {
      return this.zones.map((_, zone) => specs.map((spec) => spec.cidrBlocks?.[zone] ?? ""));
    }
    const masks = specs.map(({ cidrMask, size }) => cidrMask ?? (size ? 32 - Math.log2(size) : undefined));
    return layOut(vpcCidr, this.zones.length, masks);
  }

  private async subnet(at: Location, spec: SubnetSpec, cidrBlock: string): Promise<void> {
    const { vpc, igw, zone } = at;
    const name = `${this.component.name}-${spec.name ?? spec.type.toLowerCase()}-${zone + 1}`;
    const tags = { Name: name, SubnetType: spec.type };
    const subnet = await this.child("ec2/subnet:Subnet", name, vpc, {
      vpcId: vpc,
      availabilityZone: this.zones[zone],
      mapPublicIpOnLaunch: spec.type === "Public",
      cidrBlock,
      assignIpv6AddressOnCreation: false,
      tags: { ...this.sharedTags, ...spec.tags, ...tags },
    });
    this.subnets.push({ type: spec.type, subnet });
    const table = await this.child("ec2/routeTable:RouteTable", name, subnet, {
      vpcId: vpc,
      tags: { ...this.sharedTags, ...tags },
    });
    this.routeTables.push(table);
    const association = { routeTableId: table, subnetId: subnet };
    this.associations.push(
      await this.child("ec2/routeTableAssociation:RouteTableAssociation", name, table, association),
    );
    if (spec.type === "Public" && this.wantsNatGateway(zone)) await this.natGateway(subnet, zone);
    const target = this.wayOut(spec.type, igw, zone);
    if (target) {
      const route = { routeTableId: table, ...target, destinationCidrBlock: "0.0.0.0/0" };
      this.routes.push(await this.child("ec2/route:Route", name, table, route));
    }
  }

  private get natStrategy(): string {
    return this.inputs.natGateways?.strategy ?? "OnePerAz";
  }

  private wantsNatGateway(zone: number): boolean {
    if (this.natStrategy === "None") return false;
    return this.natGateways.length < (this.natStrategy === "Single" ? 1 : zone + 1);
  }

  private async natGateway(subnet: Child, zone: number): Promise<void> {
    const name = `${this.component.name}-${zone + 1}`;
    const tags = { ...this.inputs.tags, Name: name };
    const given = this.inputs.natGateways?.elasticIpAllocationIds ?? [];
    let allocationId: unknown = given[zone];
    if (given.length === 0) {
      const eip = await this.child("ec2/eip:Eip", name, subnet, { tags });
      this.eips.push(eip);
      allocationId = eip;
    }
    const inputs = { subnetId: subnet, allocationId, tags };
    this.natGateways.push(await this.child("ec2/natGateway:NatGateway", name, subnet, inputs));
  }

  private wayOut(type: SubnetType, igw: Child, zone: number): Properties | undefined {
    if (type === "Public") return { gatewayId: igw };
    if (type !== "Private" || this.natStrategy === "None") return undefined;
    return { natGatewayId: this.natGateways[this.natStrategy === "Single" ? 0 : zone] };
  }

  private async child(type: string, name: string, parent: Child | string, inputs: Properties): Promise<Child> {
    const parentUrn = typeof parent === "string" ? parent : parent.urn;
    const urn = childUrn(parentUrn, `aws:${type}`, name);
    const { values, propertyDependencies } = resolved({ region: this.inputs.region, ...inputs });
    const dependsOn = typeof parent === "string" ? [] : [parent.urn];
    const { id } = await this.register({
      ...this.component,
      ...NOTHING,
      urn,
      type: `aws:${type}`,
      name,
      custom: true,
      remote: false,
      parent: parentUrn,
      inputs: values,
      dependencies: [...new Set([...dependsOn, ...Object.values(propertyDependencies).flat()])],
      propertyDependencies,
    });
    return new Child(urn, id ?? UNKNOWN);
  }

  private outputs(vpc: Child, igw: Child): Properties {
    const reference = ({ urn, id }: Child) => resourceReference(urn, id);
    const ofType = (type: SubnetType) => this.subnets.filter((made) => made.type === type).map(({ subnet }) => subnet);
    const ids = (children: readonly Child[]) => children.map(({ id }) => id);
    return {
      vpc: reference(vpc),
      vpcId: vpc.id,
      internetGateway: reference(igw),
      subnets: this.subnets.map(({ subnet }) => reference(subnet)),
      publicSubnets: ofType("Public").map(reference),
      privateSubnets: ofType("Private").map(reference),
      isolatedSubnets: ofType("Isolated").map(reference),
      publicSubnetIds: ids(ofType("Public")),
      privateSubnetIds: ids(ofType("Private")),
      isolatedSubnetIds: ids(ofType("Isolated")),
      routeTables: this.routeTables.map(reference),
      routeTableAssociations: this.associations.map(reference),
      routes: this.routes.map(reference),
      natGateways: this.natGateways.map(reference),
      eips: this.eips.map(reference),
      vpcEndpoints: [],
      subnetLayout: this.inputs.subnetSpecs,
    };
  }
}

interface Location {
  readonly vpc: Child;
  readonly igw: Child;
  /** Index of the zone. */
  readonly zone: number;
}

/** Within a zone, so that a NAT gateway exists before the routes to it. */
const ORDER: readonly SubnetType[] = ["Public", "Private", "Isolated"];

/** What a child does not take over from its component. */
const NOTHING = {
  secretPaths: [],
  aliases: [],
  ignoreChanges: [],
  replaceOnChanges: [],
  additionalSecretOutputs: [],
} as const;
