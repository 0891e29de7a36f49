import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { dependencies, listed, type Registration, registered, resolved, the } from "serverless-tiers-local/testing";
import { ArgsError } from "../../../components/core/args/args-error";
import { childrenOf } from "../../../components/core/component/children";
import type { Link } from "../../../components/core/rights/link";
import type { SecurityGroupTarget } from "../../../components/core/security-group-target";
import { LambdaFunction } from "../../../components/logic/function/lambda-function";
import type { AdoptedNetwork } from "../../../components/network/adopted-network";
import { Network } from "../../../components/network/network";
import { placementChildren } from "../../../components/network/placement";

/** Without what the awsx component makes on its own side. */
const own = (registrations: readonly Registration[]) =>
  listed(registrations.filter(({ parent }) => !parent?.includes("awsx:ec2:Vpc")));

/** Makes children as a function does. */
const caller = (name: string) =>
  childrenOf(placementChildren, new pulumi.ComponentResource("test:index:Caller", name), name);

const VPC = "awsx:ec2:Vpc";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const OUT = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const IN = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const NETWORK = "serverless-tiers:index:Network main";

describe("Network", () => {
  it("has isolated subnets only when there is no way out", async () => {
    const made = await registered(() => new Network("main"));
    assert.deepEqual(own(made), [`${VPC} main`, NETWORK]);
    assert.deepEqual(the(made, VPC, "main").inputs, {
      cidrBlock: "10.0.0.0/16",
      numberOfAvailabilityZones: 2,
      subnetStrategy: "Auto",
      subnetSpecs: [{ type: "Isolated", cidrBlocks: ["10.0.0.0/20", "10.0.64.0/20"] }],
      natGateways: { strategy: "None" },
      enableDnsHostnames: true,
      enableDnsSupport: true,
    });
    assert.deepEqual(
      made.filter(({ type }) => type === "aws:ec2/subnet:Subnet").map(({ name }) => name),
      ["main-isolated-1", "main-isolated-2"],
    );
  });

  it("has public and private subnets too with NAT gateways, in zones by name", async () => {
    const zones = ["eu-west-1a", "eu-west-1c"];
    const made = await registered(() => new Network("main", { zones, nat: "one per zone", cidr: "10.1.0.0/20" }));
    const { inputs } = the(made, VPC, "main");
    assert.deepEqual(inputs.availabilityZoneNames, zones);
    assert.equal("numberOfAvailabilityZones" in inputs, false);
    assert.deepEqual(inputs.natGateways, { strategy: "OnePerAz" });
    assert.deepEqual(inputs.subnetSpecs, [
      { type: "Isolated", cidrBlocks: ["10.1.0.0/24", "10.1.4.0/24"] },
      { type: "Private", cidrBlocks: ["10.1.1.0/24", "10.1.5.0/24"] },
      { type: "Public", cidrBlocks: ["10.1.2.0/24", "10.1.6.0/24"] },
    ]);
  });

  it("makes listed endpoints: interface endpoints in some zones, gateway endpoints in all route tables", async () => {
    const made = await registered(() => new Network("main", { endpoints: ["sqs", "s3"], endpointZones: 1 }));
    assert.deepEqual(own(made), [
      `${GROUP} main-sqs`,
      `${ENDPOINT} main-s3`,
      `${ENDPOINT} main-sqs`,
      `${VPC} main`,
      NETWORK,
    ]);
    const { inputs } = the(made, ENDPOINT, "main-sqs");
    assert.equal(inputs.serviceName, "com.amazonaws.eu-west-1.sqs");
    assert.equal(inputs.vpcEndpointType, "Interface");
    assert.equal(inputs.privateDnsEnabled, true);
    assert.equal((inputs.subnetIds as unknown[]).length, 1);
    assert.equal((inputs.securityGroupIds as unknown[]).length, 1);
    const gateway = the(made, ENDPOINT, "main-s3").inputs;
    assert.equal(gateway.vpcEndpointType, "Gateway");
    assert.equal((gateway.routeTableIds as unknown[]).length, 2);
    assert.deepEqual(the(made, GROUP, "main-sqs").inputs.egress, undefined);
  });

  it("takes a transform of the VPC's arguments and of endpoints", async () => {
    const made = await registered(
      () =>
        new Network("main", {
          endpoints: ["sqs"],
          transform: { vpc: { tags: { team: "shop" } }, endpoint: (args) => ({ ...args, policy: "{}" }) },
        }),
    );
    assert.deepEqual(the(made, VPC, "main").inputs.tags, { team: "shop" });
    assert.equal(the(made, ENDPOINT, "main-sqs").inputs.policy, "{}");
  });

  it("lets keys of its account alone through endpoints whose callers sign", async () => {
    const made = await registered(() => new Network("main", { endpoints: ["sqs", "s3", "execute-api"] }), {
      account: "111122223333",
    });
    for (const service of ["sqs", "s3"]) {
      const [statement, ...more] = JSON.parse(String(the(made, ENDPOINT, `main-${service}`).inputs.policy)).Statement;
      assert.deepEqual(more, []);
      assert.deepEqual(statement.Condition, { StringEquals: { "aws:PrincipalAccount": "111122223333" } });
    }
    // Who calls a private API may have no key at all; its own policy decides.
    assert.equal(the(made, ENDPOINT, "main-execute-api").inputs.policy, undefined);
  });

  it("is shared with other stacks by the endpoints of its list, and adopted there as it is", async () => {
    const networks: Network[] = [];
    await registered(() => {
      const network = new Network("main", { endpoints: ["s3", "sqs"] });
      network.place("store", [], ["kms"], caller("store"));
      networks.push(network, new Network("open", { nat: "single" }));
    });
    const [closed, open] = await Promise.all(networks.map(({ shared }) => resolved(pulumi.output(shared))));
    assert.deepEqual(Object.keys(closed?.endpoints ?? {}), ["s3", "sqs"]);
    assert.match(
      JSON.stringify(closed?.endpoints),
      /^\{"s3":\{"prefixListId":"pl-\w+"\},"sqs":\{"securityGroupId":"sg-\w+"\}\}$/,
    );
    assert.deepEqual([closed?.internet, open?.internet, open?.endpoints], [false, true, {}]);
    const made = await registered(() => void Network.adopt("main", closed as AdoptedNetwork));
    assert.deepEqual(own(made), [NETWORK]);
  });

  it("shows its endpoints by service, also those that links have asked for", async () => {
    let network: Network | undefined;
    await registered(() => {
      network = new Network("main", { endpoints: ["s3"] });
      network.place("store", [], ["ecr.dkr"], caller("store"));
    });
    assert.ok(network);
    const { vpc, endpoint, endpointSecurityGroup } = network.nodes;
    assert.ok(vpc);
    assert.deepEqual([Object.keys(endpoint), Object.keys(endpointSecurityGroup)], [["s3", "ecr.dkr"], ["ecr.dkr"]]);
  });

  it("registers nothing below itself when the arguments are wrong", async () => {
    await assert.rejects(
      registered(() => new Network("main", { cidr: "10.0.0.0/8" })),
      ArgsError,
    );
  });
});

describe("Network.place", () => {
  const place = (network: Network, services: readonly string[], ports: SecurityGroupTarget["ports"] = [5432]) => {
    const target = { network, name: "orders", securityGroupId: "sg-database", ports };
    return network.place("store", [target], services, caller("store"));
  };

  it("makes one rule out and one in for each target and endpoint, and nothing else", async () => {
    let ids: pulumi.Output<string[]> | undefined;
    let isolated: pulumi.Output<string[]> | undefined;
    const made = await registered(() => {
      const network = new Network("main");
      const placement = place(network, ["secretsmanager"]);
      ids = placement.subnetIds;
      isolated = network.isolatedSubnetIds;
      assert.equal(placement.ready.length, 5);
    });
    assert.deepEqual(own(made), [
      `${GROUP} main-secretsmanager`,
      `${GROUP} store`,
      `${ENDPOINT} main-secretsmanager`,
      `${OUT} store-to-orders`,
      `${OUT} store-to-secretsmanager-endpoint`,
      `${IN} store-to-orders`,
      `${IN} store-to-secretsmanager-endpoint`,
      `${VPC} main`,
      NETWORK,
      "test:index:Caller store",
    ]);
    assert.ok(ids && isolated);
    assert.deepEqual(await resolved(ids), await resolved(isolated));
    const group = the(made, GROUP, "store");
    assert.equal(group.inputs.description, "Function store");
    assert.ok(group.parent?.endsWith("::store"));
    const { securityGroupId: store, ...out } = the(made, OUT, "store-to-orders").inputs;
    const ports = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432, description: "store to orders" };
    assert.deepEqual(out, { ...ports, referencedSecurityGroupId: "sg-database" });
    assert.deepEqual(the(made, IN, "store-to-orders").inputs, {
      ...ports,
      securityGroupId: "sg-database",
      referencedSecurityGroupId: store,
    });
    const toEndpoint = the(made, OUT, "store-to-secretsmanager-endpoint");
    assert.equal(toEndpoint.inputs.fromPort, 443);
    assert.deepEqual(dependencies(toEndpoint), [`${GROUP} main-secretsmanager`, `${GROUP} store`]);
  });

  it("makes rules for each port of a target, those of the first without it in their name", async () => {
    const made = await registered(() => place(new Network("main"), [], [5432, 6432]));
    for (const type of [OUT, IN]) {
      const ports = (name: string) => {
        const { fromPort, toPort } = the(made, type, name).inputs;
        return [fromPort, toPort];
      };
      assert.deepEqual(ports("store-to-orders"), [5432, 5432]);
      assert.deepEqual(ports("store-to-orders-6432"), [6432, 6432]);
    }
  });

  it("lets a function change what is made for it", async () => {
    const made = await registered(() => {
      const transform = { securityGroup: { revokeRulesOnDelete: true }, egressRule: { tags: { team: "shop" } } };
      const parent = new pulumi.ComponentResource("test:index:Caller", "store");
      new Network("main").place("store", [], ["sqs"], childrenOf(placementChildren, parent, "store", transform));
    });
    assert.equal(the(made, GROUP, "store").inputs.revokeRulesOnDelete, true);
    assert.deepEqual(the(made, OUT, "store-to-sqs-endpoint").inputs.tags, { team: "shop" });
    assert.equal("tags" in the(made, IN, "store-to-sqs-endpoint").inputs, false);
  });

  it("shares an endpoint between functions", async () => {
    const made = await registered(() => {
      const network = new Network("main");
      network.place("one", [], ["sqs"], caller("one"));
      network.place("two", [], ["sqs"], caller("two"));
    });
    assert.equal(own(made).filter((line) => line.startsWith(ENDPOINT)).length, 1);
    assert.equal(own(made).filter((line) => line.startsWith(IN)).length, 2);
  });

  it("leads to a gateway endpoint by its prefix list", async () => {
    const made = await registered(() => new Network("main").place("store", [], ["s3"], caller("store")));
    const { inputs } = the(made, OUT, "store-to-s3-endpoint");
    assert.equal(typeof inputs.prefixListId, "string");
    assert.equal("referencedSecurityGroupId" in inputs, false);
    assert.equal(own(made).filter((line) => line.startsWith(IN)).length, 0);
  });

  it("uses the way out where there is one, and private subnets, and listed endpoints all the same", async () => {
    let ids: pulumi.Output<string[]> | undefined;
    let subnets: pulumi.Output<string[]> | undefined;
    const made = await registered(() => {
      const network = new Network("main", { nat: "single", endpoints: ["secretsmanager"] });
      ids = network.place("store", [], ["sqs", "sns", "secretsmanager"], caller("store")).subnetIds;
      subnets = network.privateSubnetIds;
    });
    assert.deepEqual(
      own(made).filter((line) => line.startsWith(OUT)),
      [`${OUT} store-to-internet`, `${OUT} store-to-secretsmanager-endpoint`],
    );
    const { inputs } = the(made, OUT, "store-to-internet");
    assert.deepEqual([inputs.cidrIpv4, inputs.fromPort, inputs.toPort], ["0.0.0.0/0", 443, 443]);
    assert.ok(ids && subnets);
    assert.equal((await resolved(ids)).length, 2);
    assert.deepEqual(await resolved(ids), await resolved(subnets));
  });

  it("refuses a target in another network", async () => {
    await registered(() => {
      const [main, other] = [new Network("main"), new Network("other")];
      const target: SecurityGroupTarget = { network: other, name: "orders", securityGroupId: "sg-1", ports: [5432] };
      assert.throws(() => main.place("store", [target], [], caller("store")), {
        message: "store: links must lead into one network (orders is in other, the function in main)",
      });
    });
  });
});

describe("Network.adopt", () => {
  const ADOPTED = { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] };

  it("registers no network resource and places functions in what is there", async () => {
    const endpoints = { secretsmanager: { securityGroupId: "sg-secrets" }, s3: { prefixListId: "pl-1" } };
    let ids: pulumi.Output<string[]> | undefined;
    const made = await registered(() => {
      const network = Network.adopt("dev", { ...ADOPTED, endpoints });
      ids = network.place("store", [], ["secretsmanager", "s3"], caller("store")).subnetIds;
    });
    assert.deepEqual(own(made), [
      `${GROUP} store`,
      `${OUT} store-to-s3-endpoint`,
      `${OUT} store-to-secretsmanager-endpoint`,
      `${IN} store-to-secretsmanager-endpoint`,
      "serverless-tiers:index:Network dev",
      "test:index:Caller store",
    ]);
    assert.equal(the(made, GROUP, "store").inputs.vpcId, "vpc-1");
    assert.equal(the(made, IN, "store-to-secretsmanager-endpoint").inputs.securityGroupId, "sg-secrets");
    assert.equal(the(made, OUT, "store-to-s3-endpoint").inputs.prefixListId, "pl-1");
    assert.ok(ids);
    assert.deepEqual(await resolved(ids), ADOPTED.subnetIds);
  });

  it("refuses a service that it declares no way to, before anything is registered for the function", async () => {
    const made = await registered(() => {
      const network = Network.adopt("dev", ADOPTED);
      const make = caller("store");
      assert.throws(() => network.place("store", [], ["sqs"], make), {
        message:
          "store: links call sqs, but the adopted network dev declares no endpoint for it and no way out; " +
          "add endpoints.sqs, or internet: true, to what it declares",
      });
    });
    assert.deepEqual(own(made), ["serverless-tiers:index:Network dev", "test:index:Caller store"]);
  });

  it("refuses it to a function that is linked to it, before anything of the function is registered", async () => {
    const made = await registered(() => {
      const network = Network.adopt("dev", ADOPTED);
      const jobs: Link = { description: "jobs", grants: [], environment: () => ({}), service: "sqs" };
      const entry = "tests/components/logic/function/echo.handler.ts";
      assert.throws(() => new LambdaFunction("store", { entry, network, links: { jobs } }), {
        name: "ArgsError",
        message: /^store: links call sqs, but the adopted network dev declares no endpoint/,
      });
    });
    assert.deepEqual(own(made), ["serverless-tiers:index:Network dev"]);
  });

  it("declares one way to a service, and one that is there", async () => {
    const refused = (endpoints: unknown, message: string) =>
      assert.rejects(
        registered(() => Network.adopt("dev", { ...ADOPTED, endpoints: endpoints as AdoptedNetwork["endpoints"] })),
        { name: "ArgsError", message: `dev: ${message}` },
      );
    const rule = "endpoints.sqs must have securityGroupId, or prefixListId for a gateway endpoint";
    await refused({ sqs: {} }, `${rule} (it has neither)`);
    await refused({ sqs: { securityGroupId: "sg-1", prefixListId: "pl-1" } }, `${rule} (it has both)`);
    await refused(
      { sqs: { prefixListId: "pl-1" } },
      "endpoints.sqs must have securityGroupId: only s3 and dynamodb have gateway endpoints (it has prefixListId)",
    );
    await refused(
      { sqss: { securityGroupId: "sg-1" } },
      'endpoints must hold the last part of a service\'s endpoint name, "sqs" or "secretsmanager" (it holds "sqss"; did you mean sqs?)',
    );
  });

  it("uses a declared way out", async () => {
    const made = await registered(() =>
      Network.adopt("dev", { ...ADOPTED, internet: true }).place("store", [], ["sqs"], caller("store")),
    );
    assert.equal(the(made, OUT, "store-to-internet").inputs.cidrIpv4, "0.0.0.0/0");
  });

  it("refuses fewer than two subnets", () =>
    assert.rejects(
      registered(() => Network.adopt("dev", { vpcId: "vpc-1", subnetIds: ["subnet-1"] })),
      { message: "dev: subnetIds must be subnets in at least two zones (there is 1)" },
    ));
});
