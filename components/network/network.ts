import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../core/args/args-error";
import { shown } from "../core/args/shown";
import { adopting } from "../core/component/adopting";
import { componentType } from "../core/component/naming";
import { OUTSIDE } from "../core/rights/link";
import type { SecurityGroupTarget } from "../core/security-group-target";
import { type AdoptedEndpoint, type AdoptedNetwork, adoptTopology } from "./adopted-network";
import type { AdoptingArgs, NetworkArgs } from "./args";
import type { NetworkNodes } from "./children";
import { createTopology } from "./created-network";
import type { Endpoint } from "./endpoint";
import { createRules, createSecurityGroup, type MakePlacementChild, type Placement, type Way } from "./placement";
import { type NetworkPlan, planNetwork } from "./plan";
import type { Topology } from "./topology";

/**
 * A private network: a VPC with isolated subnets and, where a way out is asked for, public and private ones.
 *
 * Nothing in it may talk to anything until a link says so: `place` makes the rules of one function from its links.
 *
 * A rename with an alias keeps the VPC and its subnets. NAT gateways and their addresses are made anew: the awsx provider
 * names them so that no alias finds them.
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
  readonly plan: NetworkPlan;
  readonly nodes: NetworkNodes;

  private readonly topology: Topology;

  constructor(
    name: string,
    args: NetworkArgs | AdoptingArgs | NetworkPlan = {},
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const plan = planNetwork(name, args);
    super(componentType("Network"), name, {}, opts);
    this.plan = plan;
    this.topology = "adopted" in plan ? adoptTopology(plan.adopted) : createTopology(this, name, plan);
    this.vpcId = this.topology.vpcId;
    this.publicSubnetIds = this.topology.publicSubnetIds;
    this.privateSubnetIds = this.topology.privateSubnetIds;
    this.isolatedSubnetIds = this.topology.isolatedSubnetIds;
    this.zoneNames = this.topology.zoneNames;
    this.nodes = this.topology.nodes;
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
    return adopting(name, () => new Network(name, { adopted }, opts));
  }

  /**
   * Gives a function its place: a security group of its own, and for each port of a target and each AWS service that
   * its links lead to one rule out of it and one into the other side. There is no other way in or out.
   *
   * @param name Name of the function; the security group is called the same.
   * @param services AWS services that the links call: `secretsmanager`. Where the network has a way out, a service
   * without an endpoint is reached through it.
   * @param make Makes them as children of the function.
   * @throws {ArgsError} when a target is in another network, or an adopted network has no way to a service.
   */
  place(
    name: string,
    targets: readonly SecurityGroupTarget[],
    services: readonly string[],
    make: MakePlacementChild,
  ): Placement {
    const ways = this.ways(name, targets, services);
    const securityGroup = createSecurityGroup(make, name, this.vpcId);
    const rules = ways.flatMap((way) => createRules(make, name, way, securityGroup.id));
    const endpoints = ways.flatMap((way) => (way.kind === "endpoint" ? way.endpoint.ready : []));
    return {
      subnetIds: this.topology.functionSubnetIds,
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
        `must lead into one network (${foreign.name} is in ${nameOf(foreign.network)}, the function in ${this.plan.name})`,
      );
    const toTargets = targets.map((target): Way => ({ kind: "target", name: target.name, target }));
    const toServices = services.map((service) => this.wayTo(name, service));
    return [...new Map([...toTargets, ...toServices].map((way) => [way.name, way])).values()];
  }

  /** @throws {ArgsError} when functions in this network cannot reach an AWS service, or what is outside. */
  checkWay(name: string, service: string): void {
    const missing = this.missingWay(service);
    if (missing !== undefined) throw new ArgsError(name, "links", `call ${callee(service)}, but ${missing}`);
  }

  /** Why functions in this network cannot reach an AWS service, and the way out; `undefined` where they can. */
  missingWay(service: string): string | undefined {
    if (this.topology.internet || (service !== OUTSIDE && this.topology.reaches(service))) return undefined;
    if (service === OUTSIDE)
      return `the network ${this.plan.name} has no way out; give it one, nat: "single", or internet: true where it is adopted`;
    const { stack } = "adopted" in this.plan ? this.plan.adopted : {};
    if (stack !== undefined)
      return `the network ${this.plan.name} of stack ${stack} has neither an endpoint for it nor a way out; add ${service} to its endpoints there, and deploy that first`;
    return (
      `the adopted network ${this.plan.name} declares no endpoint for it and no way out; ` +
      `add endpoints.${service}, or internet: true, to what it declares`
    );
  }

  /** What `Network.adopt` takes in another stack: the endpoints are those that it lists, and not those of this stack's links. */
  get shared(): AdoptedNetwork {
    const { vpcId, topology, plan } = this;
    const services = "adopted" in plan ? [...plan.adopted.endpoints.keys()] : plan.endpoints;
    const endpoints = services.map((service) => [service, sharedEndpoint(topology.endpoint(service))] as const);
    return {
      vpcId,
      subnetIds: topology.functionSubnetIds,
      endpoints: Object.fromEntries(endpoints),
      internet: topology.internet,
    };
  }

  private wayTo(name: string, service: string): Way {
    this.checkWay(name, service);
    const endpoint = service === OUTSIDE ? undefined : this.topology.endpoint(service);
    if (endpoint) return { kind: "endpoint", name: `${service.replaceAll(".", "-")}-endpoint`, endpoint };
    return { kind: "internet", name: "internet" };
  }
}

/** Made, or declared, for each service of a list. */
const sharedEndpoint = (endpoint: Endpoint | undefined): AdoptedEndpoint =>
  endpoint?.kind === "gateway"
    ? { prefixListId: endpoint.prefixListId }
    : { securityGroupId: endpoint?.securityGroupId ?? "" };

const callee = (service: string): string => (service === OUTSIDE ? "what is outside of AWS" : service);

const nameOf = (network: pulumi.Resource): string => (network instanceof Network ? network.plan.name : shown(network));
