import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ListQueuesCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Json } from "./provider-client";
import { ServedWorld } from "./served-world";

const QUEUE = "aws:sqs/queue:Queue";
const subject = { urn: `urn:pulumi:test::shop::${QUEUE}::orders`, type: QUEUE, name: "orders" };

describe("after something was killed, the provider", () => {
  const world = new ServedWorld();
  let sqs: SQSClient;

  beforeEach(async () => {
    await world.start();
    const { cloud } = world.served;
    const { accessKeyId, secretAccessKey } = cloud.access.administrator;
    sqs = new SQSClient({
      endpoint: cloud.endpoint,
      region: cloud.region,
      credentials: { accessKeyId, secretAccessKey },
    });
  });
  afterEach(async () => {
    sqs.destroy();
    await world.end();
  });

  const names = async (): Promise<string[]> =>
    ((await sqs.send(new ListQueuesCommand({}))).QueueUrls ?? []).map((url) => url.split("/").at(-1) ?? "").sort();

  it("takes away what an engine never heard of when the next one asks for the resource again", async () => {
    const killed = await world.configured();
    await killed.call("create", { ...subject, properties: { name: "orders-1111111" } });
    const next = await world.configured();
    await next.call("create", { ...subject, properties: { name: "orders-2222222" } });
    assert.deepEqual(await names(), ["orders-2222222"]);
  });

  it("lets two lives of a replacement be there at the same time", async () => {
    const engine = await world.configured();
    const inputs = { name: "orders-1111111" };
    const { id, properties } = await engine.call("create", { ...subject, properties: inputs });
    await engine.call("diff", {
      ...subject,
      id,
      olds: properties,
      oldInputs: inputs,
      news: { name: "orders-2222222" },
    });
    await engine.call("create", { ...subject, properties: { name: "orders-2222222" } });
    assert.deepEqual(await names(), ["orders-1111111", "orders-2222222"]);
    await engine.call("delete", { ...subject, id, properties });
    assert.deepEqual(await names(), ["orders-2222222"]);
  });

  it("asks for an update where the state does not know of the last one", async () => {
    const engine = await world.configured();
    const olds = { name: "orders-1", delaySeconds: 1 };
    const { id, properties } = await engine.call("create", { ...subject, properties: olds });
    const diff = async (news: Json) =>
      (await engine.call("diff", { ...subject, id, olds: properties, oldInputs: olds, news })).changes;
    assert.equal(await diff(olds), "DIFF_NONE");
    await engine.call("update", {
      ...subject,
      id,
      olds: properties,
      oldInputs: olds,
      news: { ...olds, delaySeconds: 2 },
    });
    // The engine died before it wrote this down, and the change was taken back.
    assert.equal(await diff(olds), "DIFF_SOME");
    await engine.call("update", { ...subject, id, olds: properties, oldInputs: olds, news: olds });
    assert.equal(await diff(olds), "DIFF_NONE");
  });

  it("deletes once, however often it is asked", async () => {
    const engine = await world.configured();
    const { id, properties } = await engine.call("create", { ...subject, properties: { name: "orders-1" } });
    await engine.call("delete", { ...subject, id, properties });
    await engine.call("delete", { ...subject, id, properties });
    assert.deepEqual(await names(), []);
  });

  it("goes on with the same resources when the cloud was started anew", async () => {
    const inputs = { name: "orders-1" };
    const { id, properties } = await (await world.configured()).call("create", { ...subject, properties: inputs });
    await world.restart();
    const engine = await world.configured();
    const found = await engine.call("read", { ...subject, id, properties, inputs });
    assert.equal(found.id, id);
  });

  it("finds what somebody changed or deleted behind the engine's back", async () => {
    const engine = await world.configured();
    const inputs = { name: "orders-1", visibilityTimeoutSeconds: 30 };
    const { id, properties } = await engine.call("create", { ...subject, properties: inputs });
    const read = () => engine.call("read", { ...subject, id, properties, inputs });
    assert.deepEqual((await read()).inputs, inputs);
    const change = { QueueUrl: String(id), Attributes: { VisibilityTimeout: "77", DelaySeconds: "5" } };
    await sqs.send(new SetQueueAttributesCommand(change));
    assert.deepEqual((await read()).inputs, { ...inputs, visibilityTimeoutSeconds: 77, delaySeconds: 5 });
    await engine.call("delete", { ...subject, id, properties });
    assert.deepEqual(await read(), {});
  });

  it("has left everything that pulumi needs while it ran, and takes away the environment at the end", async () => {
    const file = join(world.folder, "pulumi.env");
    const { environment } = world.served;
    assert.equal(
      readFileSync(file, "utf8"),
      Object.entries(environment)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(""),
    );
    assert.deepEqual(Object.keys(environment), [
      "PULUMI_BACKEND_URL",
      "PULUMI_CONFIG_PASSPHRASE",
      "PULUMI_DEBUG_PROVIDERS",
      "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
      "PULUMI_SKIP_UPDATE_CHECK",
    ]);
    const state = join(world.folder, "pulumi/.pulumi/stacks/serverless-tiers/local.json");
    assert.ok(existsSync(state), "the stack is there without pulumi stack init");
    await world.served.close();
    assert.ok(!existsSync(file));
  });
});
