import assert from "node:assert/strict";
import * as grpc from "@grpc/grpc-js";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { childUrn } from "../../../local/engine/resources/urn";
import { UNKNOWN } from "../../../local/engine/values/signatures";
import type { Json } from "./provider-client";
import { ServedWorld } from "./served-world";

const STACK = "urn:pulumi:test::shop::pulumi:pulumi:Stack::shop-test";

/** The engine's side of a construction: it takes registrations and gives each an id, or none in a preview. */
class FakeMonitor {
  readonly registered: pb.RegisterResourceRequest[] = [];
  readonly outputs: string[] = [];
  preview = false;
  address = "";
  private readonly server = new grpc.Server();

  async start(): Promise<void> {
    this.server.addService(ResourceMonitorService, {
      registerResource: (
        { request }: { request: pb.RegisterResourceRequest },
        done: grpc.sendUnaryData<pb.RegisterResourceResponse>,
      ) => {
        this.registered.push(request);
        const urn = childUrn(request.getParent(), request.getType(), request.getName());
        const id = this.preview || !request.getCustom() ? "" : `id-${this.registered.length}`;
        done(null, new pb.RegisterResourceResponse().setUrn(urn).setId(id).setObject(request.getObject()));
      },
      registerResourceOutputs: (
        { request }: { request: pb.RegisterResourceOutputsRequest },
        done: grpc.sendUnaryData<Empty>,
      ) => {
        this.outputs.push(request.getUrn());
        done(null, new Empty());
      },
    });
    const port = await new Promise<number>((resolve, reject) => {
      const credentials = grpc.ServerCredentials.createInsecure();
      this.server.bindAsync("127.0.0.1:0", credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
    });
    this.address = `127.0.0.1:${port}`;
  }

  stop(): void {
    this.server.forceShutdown();
  }

  /** Type, name and parent of each registration. */
  list(): string[] {
    return this.registered.map((request) => {
      const parent = request.getParent().split("::").slice(2).join(" ").split("$").at(-1);
      return `${request.getType()} ${request.getName()} under ${parent}`;
    });
  }
}

describe("the provider constructs awsx.ec2.Vpc", () => {
  const world = new ServedWorld();
  let monitor: FakeMonitor;

  before(() => world.start());
  after(() => world.end());
  beforeEach(async () => {
    monitor = new FakeMonitor();
    await monitor.start();
  });
  afterEach(() => monitor.stop());

  const construct = (inputs: Json, more: Json = {}) =>
    world.engine("awsx").call("construct", {
      project: "shop",
      stack: "test",
      config: { "aws:region": "eu-west-1" },
      monitorEndpoint: monitor.address,
      type: "awsx:ec2:Vpc",
      name: "main",
      parent: STACK,
      inputs: {
        cidrBlock: "10.0.0.0/16",
        numberOfAvailabilityZones: 1,
        subnetStrategy: "Auto",
        natGateways: { strategy: "None" },
        subnetSpecs: [{ type: "Isolated", name: "data", cidrMask: 24 }],
        ...inputs,
      },
      ...more,
    });

  it("out of the children of the real component, parents and order included", async () => {
    await construct({});
    assert.deepEqual(monitor.list(), [
      "awsx:ec2:Vpc main under pulumi:pulumi:Stack shop-test",
      "aws:ec2/vpc:Vpc main under awsx:ec2:Vpc main",
      "aws:ec2/internetGateway:InternetGateway main under aws:ec2/vpc:Vpc main",
      "aws:ec2/subnet:Subnet main-data-1 under aws:ec2/vpc:Vpc main",
      "aws:ec2/routeTable:RouteTable main-data-1 under aws:ec2/subnet:Subnet main-data-1",
      "aws:ec2/routeTableAssociation:RouteTableAssociation main-data-1 under aws:ec2/routeTable:RouteTable main-data-1",
    ]);
  });

  it("with outputs that refer to them, registered as the component's own", async () => {
    const { urn, state } = await construct({});
    const { vpcId, isolatedSubnetIds, privateSubnetIds, vpc } = state as Json;
    assert.deepEqual([vpcId, isolatedSubnetIds, privateSubnetIds], ["id-2", ["id-4"], []]);
    assert.deepEqual(vpc, {
      "4dabf18193072939515e22adb298388d": "5cf8f73096256a8f31e491e813e4eb8e",
      urn: "urn:pulumi:test::shop::awsx:ec2:Vpc$aws:ec2/vpc:Vpc::main",
      id: "id-2",
      packageVersion: "",
    });
    assert.deepEqual(monitor.outputs, [urn]);
  });

  it("and leaves ids unknown in a preview", async () => {
    monitor.preview = true;
    const { state } = await construct({}, { dryRun: true });
    assert.equal((state as Json).vpcId, UNKNOWN);
    assert.equal(monitor.registered[3]?.getObject()?.toJavaScript().vpcId, UNKNOWN);
  });

  it("with the options of the component: its provider, protection and dependencies", async () => {
    const providers = { aws: "urn:pulumi:test::shop::pulumi:providers:aws::other::1" };
    await construct({}, { providers, protect: true });
    const [component, vpc, , subnet] = monitor.registered;
    assert.equal(component?.getProvidersMap().get("aws"), providers.aws);
    assert.deepEqual([vpc?.getProvider(), vpc?.getProtect()], [providers.aws, true]);
    assert.deepEqual(subnet?.getPropertydependenciesMap().get("vpcId")?.getUrnsList(), [
      "urn:pulumi:test::shop::awsx:ec2:Vpc$aws:ec2/vpc:Vpc::main",
    ]);
  });

  it("and refuses layouts and components that it does not know, before it registers a child", async () => {
    await assert.rejects(construct({ subnetStrategy: "Legacy" }), /subnetStrategy must be "Auto" or "Exact"/);
    await assert.rejects(construct({}, { type: "awsx:ecs:FargateService" }), /cannot be constructed locally/);
    await assert.rejects(construct({}, { config: {} }), /aws:region is not set/);
    assert.deepEqual(
      monitor.list().filter((line) => line.startsWith("aws:")),
      [],
    );
  });
});
