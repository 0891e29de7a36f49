import assert from "node:assert/strict";
import { recordingEngine } from "../../../../local/engine/program/recording-engine";
import type { Properties } from "../../../../local/engine/resources/resource-type";
import { UNKNOWN } from "../../../../local/engine/values/signatures";
import { layOut } from "../../../../local/engine/vpc/subnets";
import { declared } from "../world";

const VPC = "awsx:ec2:Vpc";

const construct = async (inputs: Properties, preview = false) => {
  const engine = recordingEngine({ preview });
  const { outputs } = await engine.register(
    declared(VPC, "net", { subnetStrategy: "Auto", ...inputs }, { custom: false, remote: true }),
  );
  const children = engine.registrations.slice(1);
  const short = (urn: string | undefined) => {
    const [, , types = "", name] = (urn ?? "").split("::");
    return `${types.split(/[:$]/).at(-1)} ${name}`;
  };
  return {
    outputs,
    children,
    tree: children.map(({ urn, parent }) => `${short(parent)} > ${short(urn)}`),
    routes: children
      .filter(({ type }) => type.endsWith(":Route"))
      .map(({ name, inputs: { gatewayId, natGatewayId } }) => `${name}: ${gatewayId ?? natGatewayId}`.slice(0, -17)),
    the: (type: string, name: string) => {
      const found = children.find((child) => child.type.endsWith(`:${type}`) && child.name === name);
      assert.ok(found, `${type} ${name}`);
      return found;
    },
  };
};

const ISOLATED = { type: "Isolated", cidrBlocks: ["10.0.0.0/24", "10.0.1.0/24"] };
const PRIVATE = { type: "Private", cidrBlocks: ["10.0.32.0/20", "10.0.48.0/20"] };
const PUBLIC = { type: "Public", cidrBlocks: ["10.0.2.0/24", "10.0.3.0/24"] };

describe("awsx.ec2.Vpc, constructed here", () => {
  it("with isolated subnets only: no NAT, no routes", async () => {
    const { tree, outputs } = await construct({
      numberOfAvailabilityZones: 2,
      subnetSpecs: [ISOLATED],
      natGateways: { strategy: "None" },
    });
    assert.deepEqual(tree, [
      "Vpc net > Vpc net",
      "Vpc net > InternetGateway net",
      "Vpc net > Subnet net-isolated-1",
      "Subnet net-isolated-1 > RouteTable net-isolated-1",
      "RouteTable net-isolated-1 > RouteTableAssociation net-isolated-1",
      "Vpc net > Subnet net-isolated-2",
      "Subnet net-isolated-2 > RouteTable net-isolated-2",
      "RouteTable net-isolated-2 > RouteTableAssociation net-isolated-2",
    ]);
    assert.deepEqual(outputs.publicSubnetIds, []);
    assert.equal((outputs.isolatedSubnetIds as string[]).length, 2);
  });

  it("with a single NAT gateway: in the first zone, for all private subnets", async () => {
    const { tree, routes, outputs, the } = await construct({
      numberOfAvailabilityZones: 2,
      subnetSpecs: [ISOLATED, PRIVATE, PUBLIC],
      natGateways: { strategy: "Single" },
    });
    assert.deepEqual(
      tree.filter((line) => /Nat|Eip|Route /.test(line)),
      [
        "Subnet net-public-1 > Eip net-1",
        "Subnet net-public-1 > NatGateway net-1",
        "RouteTable net-public-1 > Route net-public-1",
        "RouteTable net-private-1 > Route net-private-1",
        "RouteTable net-public-2 > Route net-public-2",
        "RouteTable net-private-2 > Route net-private-2",
      ],
    );
    assert.deepEqual(routes, [
      "net-public-1: igw-",
      "net-private-1: nat-",
      "net-public-2: igw-",
      "net-private-2: nat-",
    ]);
    assert.equal((outputs.natGateways as unknown[]).length, 1);
    const gateway = the("NatGateway", "net-1");
    assert.ok(gateway.dependencies.includes(the("Eip", "net-1").urn), "the gateway waits for its address");
    assert.deepEqual(the("Subnet", "net-public-1").inputs, {
      vpcId: outputs.vpcId,
      availabilityZone: "eu-west-1a",
      mapPublicIpOnLaunch: true,
      cidrBlock: "10.0.2.0/24",
      assignIpv6AddressOnCreation: false,
      tags: { Name: "net-public-1", SubnetType: "Public" },
    });
  });

  it("with a NAT gateway in each zone", async () => {
    const { children } = await construct({
      availabilityZoneNames: ["eu-west-1b", "eu-west-1c"],
      subnetSpecs: [PRIVATE, PUBLIC],
      natGateways: { strategy: "OnePerAz" },
    });
    const gateways = children.filter(({ type }) => type.endsWith(":NatGateway")).map(({ name }) => name);
    assert.deepEqual(gateways, ["net-1", "net-2"]);
  });

  it("leaves ids unknown in a preview, also where one child needs another's", async () => {
    const { outputs, the } = await construct(
      { subnetSpecs: [ISOLATED], numberOfAvailabilityZones: 2, natGateways: { strategy: "None" } },
      true,
    );
    assert.equal(outputs.vpcId, UNKNOWN);
    assert.equal(the("Subnet", "net-isolated-1").inputs.vpcId, UNKNOWN);
    assert.deepEqual(the("Subnet", "net-isolated-1").propertyDependencies.vpcId, [the("Vpc", "net").urn]);
  });

  for (const [inputs, message] of [
    [{ subnetSpecs: [ISOLATED], subnetStrategy: undefined }, /^net: subnetStrategy must be "Auto" or "Exact"/],
    [{ subnetSpecs: [ISOLATED], vpcEndpointSpecs: [] }, /^net: the local cloud does not emulate vpcEndpointSpecs/],
    [{}, /^net: subnetSpecs must list/],
    [
      { subnetSpecs: [PRIVATE] },
      /^net: If NAT Gateway strategy is 'OnePerAz' or 'Single', public subnets must be declared/,
    ],
    [
      { subnetSpecs: [ISOLATED], numberOfAvailabilityZones: 4, natGateways: { strategy: "None" } },
      /does not have at least 4 Availability Zones/,
    ],
  ] as const) {
    it(`refuses ${JSON.stringify(inputs).slice(0, 60)}`, async () => {
      await assert.rejects(construct(inputs), { message });
    });
  }
});

describe("the layout of subnets", () => {
  // From the tests of pulumi-awsx's subnetDistributorNew, and by hand.
  it("divides zones evenly where no size is given", () => {
    assert.deepEqual(layOut("10.0.0.0/16", 2, [undefined, undefined]), [
      ["10.0.0.0/18", "10.0.64.0/18"],
      ["10.0.128.0/18", "10.0.192.0/18"],
    ]);
  });

  it("keeps the order of the list and aligns a larger subnet after a smaller one", () => {
    assert.deepEqual(layOut("10.7.0.0/16", 3, [24, 20]), [
      ["10.7.0.0/24", "10.7.16.0/20"],
      ["10.7.64.0/24", "10.7.80.0/20"],
      ["10.7.128.0/24", "10.7.144.0/20"],
    ]);
  });

  it("refuses subnets that do not fit", () => {
    assert.throws(() => layOut("10.0.0.0/24", 1, [25, 25, 28]), {
      message: "Subnets are too large for VPC. VPC has 256 addresses, but subnets require 272 addresses.",
    });
  });
});
