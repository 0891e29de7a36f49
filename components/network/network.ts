import type * as awsx from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../core/args-error";
import { isData, object } from "../core/args-shape";
import { checkArgs } from "../core/check-args";
import { componentType } from "../core/naming";
import { type AdoptedNetwork, adoptedNetwork, adoptSurroundings } from "./adopted-network";
import { createSurroundings } from "./created-network";
import type { NetworkArgs } from "./network-args";
import { networkSettings } from "./network-settings";
import { createRules, createSecurityGroup, type Placement, type Way } from "./placement";
import type { Surroundings } from "./surroundings";

export type { NetworkArgs } from "./network-args";

/** A port behind a security group in a network. */
export interface SecurityGroupTarget {
  readonly network: Network;
  /** Names the rules that lead there, `orders`: unique among the targets of a network. */
  readonly name: string;
  readonly securityGroupId: pulumi.Input<string>;
  readonly port: number;
}

const adoptingArgs = object<{ readonly adopted: AdoptedNetwork }>({ adopted: adoptedNetwork });

/**
 * A private network: a VPC with isolated subnets and, where a way out is asked for, public and private ones.
 *
 * Nothing in it may talk to anything until a link says so: `place` makes the rules of one function from its links.
 *
 * @throws {ArgsError} for a range, zones or services that AWS or the layout would refuse.
 * @example
 * const network = new Network("main", { cidr: "10.20.0.0/16", zones: 3, nat: "single" });
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  /** Empty without NAT gateways. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** Empty without NAT gateways. */
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** Subnets without any way out, where databases live. */
  readonly isolatedSubnetIds: pulumi.Output<string[]>;
  /** The zones, where they were chosen by name. */
  readonly zoneNames: readonly string[] | undefined;
  /** `vpc` is absent in an adopted network. */
  readonly nodes: { readonly vpc: awsx.Vpc | undefined };

  private readonly networkName: string;
  private readonly surroundings: Surroundings;

  constructor(
    name: string,
    args: NetworkArgs | { readonly adopted: AdoptedNetwork } = {},
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const surround = checked(name, args);
    super(componentType("Network"), name, {}, opts);
    this.networkName = name;
    this.surroundings = surround(this);
    this.vpcId = this.surroundings.vpcId;
    this.publicSubnetIds = this.surroundings.publicSubnetIds;
    this.privateSubnetIds = this.surroundings.privateSubnetIds;
    this.isolatedSubnetIds = this.surroundings.isolatedSubnetIds;
    this.zoneNames = this.surroundings.zoneNames;
    this.nodes = { vpc: this.surroundings.vpc };
    this.registerOutputs({
      vpcId: this.vpcId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      isolatedSubnetIds: this.isolatedSubnetIds,
    });
  }

  /**
   * A network that another stack or somebody else made, to be used as it is: links add security groups and rules, and
   * nothing else.
   *
   * @throws {ArgsError} for fewer than two subnets.
   * @example
   * const network = Network.adopt("dev", { vpcId, subnetIds, endpoints: { secretsmanager: { securityGroupId } } });
   */
  static adopt(name: string, adopted: AdoptedNetwork, opts?: pulumi.ComponentResourceOptions): Network {
    return new Network(name, { adopted }, opts);
  }

  /**
   * Gives a function its place: a security group of its own, and for each target and each AWS service that its links
   * lead to one rule out of it and one into the other side. There is no other way in or out.
   *
   * @param name Name of the function; the security group is called the same.
   * @param services AWS services that the links call: `secretsmanager`. Where the network has a way out, a service
   * without an endpoint is reached through it.
   * @throws {ArgsError} when a target is in another network, or an adopted network has no way to a service.
   */
  place(
    name: string,
    targets: readonly SecurityGroupTarget[],
    services: readonly string[],
    parent: pulumi.Resource,
  ): Placement {
    const ways = this.ways(name, targets, services);
    const securityGroup = createSecurityGroup(name, this.vpcId, parent);
    const rules = ways.flatMap((way) => createRules(name, way, securityGroup.id, parent));
    const endpoints = ways.flatMap((way) => (way.kind === "endpoint" ? way.endpoint.ready : []));
    return {
      subnetIds: this.surroundings.functionSubnetIds,
      securityGroupIds: [securityGroup.id],
      ready: [...rules, ...endpoints],
    };
  }

  private ways(name: string, targets: readonly SecurityGroupTarget[], services: readonly string[]): Way[] {
    const foreign = targets.find((target) => target.network !== this);
    if (foreign)
      throw new ArgsError(
        name,
        "links",
        `must lead into one network (${foreign.name} is in ${foreign.network.networkName}, the function in ${this.networkName})`,
      );
    const toTargets = targets.map((target): Way => ({ kind: "target", name: target.name, target }));
    const toServices = services.map((service) => this.wayTo(name, service));
    return [...new Map([...toTargets, ...toServices].map((way) => [way.name, way])).values()];
  }

  /** @throws {ArgsError} when functions in this network cannot reach an AWS service. */
  checkWay(name: string, service: string): void {
    if (this.surroundings.internet || this.surroundings.reaches(service)) return;
    throw new ArgsError(
      name,
      "links",
      `call ${service}, but the adopted network ${this.networkName} declares no endpoint for it and no way out; ` +
        `add endpoints.${service}, or internet: true, to what it declares`,
    );
  }

  private wayTo(name: string, service: string): Way {
    this.checkWay(name, service);
    const endpoint = this.surroundings.endpoint(service);
    if (endpoint) return { kind: "endpoint", name: `${service.replaceAll(".", "-")}-endpoint`, endpoint };
    return { kind: "internet", name: "internet" };
  }
}

/** Checks the arguments; what it returns makes the children. */
const checked = (
  name: string,
  args: NetworkArgs | { readonly adopted: AdoptedNetwork },
): ((parent: pulumi.Resource) => Surroundings) => {
  // Whatever is no object is for the check of the arguments to refuse.
  if (isData(args) && "adopted" in args) {
    checkArgs(name, args, adoptingArgs);
    const surroundings = adoptSurroundings(name, args.adopted);
    return () => surroundings;
  }
  const settings = networkSettings(name, args);
  return (parent) => createSurroundings(parent, name, settings, args.transform ?? {});
};
