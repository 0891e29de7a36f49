import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { LockedError } from "../../../local/lifecycle/lock";
import { serveCloud } from "../../../local/start/serve-cloud";
import type { Json } from "./provider-client";
import { ServedWorld } from "./served-world";

const ROOT = resolve(__dirname, "../../..");
const CLUSTER = "aws:rds/cluster:Cluster";

describe("the provider refuses", () => {
  const world = new ServedWorld();
  before(() => world.start());
  after(() => world.end());

  const checkConfig = async (news: Json) => (await world.engine().call("checkConfig", { news })).failures;

  it("a stack without a region, and keys that the provider does not have", async () => {
    assert.deepEqual(await checkConfig({ version: "7.48.0" }), [
      {
        property: "region",
        reason: "is not set: `pulumi config set aws:region <region>`, for example eu-west-1",
      },
    ]);
    assert.deepEqual(await checkConfig({ region: "eu-west-1", regoin: "x" }), [
      { property: "regoin", reason: "Invalid or unknown key. Check `pulumi config get aws:regoin`." },
    ]);
    await assert.rejects(
      world.configured({ defaultTags: "{" }),
      /aws:defaultTags must be an object or a list \(it is {\)/,
    );
  });

  it("to be taken for the other provider", async () => {
    const configure = (name: "aws" | "awsx", type: string) =>
      world.engine(name).call("configure", { args: { region: "eu-west-1" }, type });
    await assert.rejects(
      configure("awsx", "pulumi:providers:aws"),
      /this port serves awsx, and the engine wants aws from it: PULUMI_DEBUG_PROVIDERS mixes up the ports/,
    );
    await assert.rejects(configure("aws", "pulumi:providers:awsx"), /this port serves aws, and the engine wants awsx/);
    const urn = "urn:pulumi:test::shop::pulumi:providers:awsx::default";
    await assert.rejects(world.engine().call("checkConfig", { urn, news: {} }), /the engine wants awsx from it/);
  });

  it("to make what belongs into another account or region, and previews it", async () => {
    const type = "aws:sqs/queue:Queue";
    const create = { urn: `urn:pulumi:test::shop::${type}::q`, type, name: "q", properties: { name: "q" } };
    const elsewhere = await world.configured({ allowedAccountIds: '["111122223333"]' });
    await assert.rejects(elsewhere.call("create", create), /AWS account ID not allowed: 000000000000.*111122223333/);
    await elsewhere.call("create", { ...create, preview: true });
    const identity = await elsewhere.call("invoke", { tok: "aws:index/getCallerIdentity:getCallerIdentity", args: {} });
    assert.equal((identity.return as Json).accountId, "111122223333");
    const abroad = await world.configured({ region: "us-east-1" });
    await assert.rejects(abroad.call("create", create), /the local cloud is in eu-west-1 and the stack in us-east-1/);
  });

  it("a data source that nobody emulates", async () => {
    const engine = await world.configured();
    await assert.rejects(
      engine.call("invoke", { tok: "aws:ec2/getAmi:getAmi", args: {} }),
      /the local cloud cannot answer aws:ec2\/getAmi:getAmi/,
    );
  });

  it("to delete a database that is protected against it", async () => {
    const engine = await world.configured();
    const subject = { urn: `urn:pulumi:test::shop::${CLUSTER}::orders`, type: CLUSTER, name: "orders" };
    const inputs = {
      clusterIdentifier: "orders",
      engine: "aurora-postgresql",
      masterUsername: "root",
      manageMasterUserPassword: true,
      skipFinalSnapshot: true,
      deletionProtection: true,
    };
    const { id, properties } = await engine.call("create", { ...subject, properties: inputs });
    await assert.rejects(engine.call("delete", { ...subject, id, properties }), /deletion protection/i);
    const news = { ...inputs, deletionProtection: false };
    const updated = await engine.call("update", { ...subject, id, olds: properties, oldInputs: inputs, news });
    await engine.call("delete", { ...subject, id, properties: updated.properties });
  });

  it("to be started twice on the same data", async () => {
    const log = { info: () => {}, warn: () => {}, output: () => {} };
    const again = serveCloud({ root: ROOT, stack: "local", folder: world.folder, port: 0, providerPort: 0, log });
    await assert.rejects(again, (error: unknown) => error instanceof LockedError && error.pid === process.pid);
    await world.configured();
  });

  it("a stack file that is missing or is none", async () => {
    const folder = mkdtempSync(join(tmpdir(), "provider-stack-"));
    const log = { info: () => {}, warn: () => {}, output: () => {} };
    const serve = (stack: string) =>
      serveCloud({ root: folder, stack, folder: join(folder, ".local"), port: 0, providerPort: 0, log });
    copyFileSync(join(ROOT, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
    writeFileSync(join(folder, "Pulumi.bad.yaml"), "- a list\n");
    await assert.rejects(serve("none"), /no Pulumi\.none\.yaml in .*: its stacks are bad/);
    await assert.rejects(serve("bad"), /Pulumi\.bad\.yaml must be a YAML map/);
    rmSync(folder, { recursive: true });
  });
});
