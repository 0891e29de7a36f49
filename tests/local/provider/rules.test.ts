import assert from "node:assert/strict";
import { UNKNOWN } from "../../../local/engine/values/signatures";
import type { Json, ProviderClient } from "./provider-client";
import { ServedWorld } from "./served-world";

const QUEUE = "aws:sqs/queue:Queue";
const ROLE = "aws:iam/role:Role";
const TRUST = '{"Version":"2012-10-17","Statement":[]}';

const of = (type: string, name = "orders"): Json => ({ urn: `urn:pulumi:test::shop::${type}::${name}`, type, name });

describe("the provider's rules", () => {
  const world = new ServedWorld();
  let engine: ProviderClient;

  before(async () => {
    await world.start();
    engine = await world.configured({ defaultTags: '{"tags":{"team":"orders"}}' });
  });
  after(() => world.end());

  const check = async (type: string, news: Json, more: Json = {}): Promise<Json> =>
    engine.call("check", { ...of(type), olds: {}, news, randomSeed: "c2VlZA==", ...more });
  const failures = async (type: string, news: Json) => (await check(type, news)).failures;
  const diff = (type: string, oldInputs: Json, news: Json) =>
    engine.call("diff", { ...of(type), id: "id", olds: oldInputs, oldInputs, news });

  describe("for names", () => {
    it("give one to what has none, of the logical name and seven digits of the engine's seed", async () => {
      const first = (await check(QUEUE, {})).inputs as Json;
      assert.match(String(first.name), /^orders-[0-9a-f]{7}$/);
      assert.deepEqual(first, { name: first.name, __defaults: ["name"], tagsAll: { team: "orders" } });
      assert.equal(((await check(QUEUE, {})).inputs as Json).name, first.name);
      const other = (await check(QUEUE, {}, { randomSeed: "b3RoZXI=" })).inputs as Json;
      assert.notEqual(other.name, first.name);
    });

    it("end with .fifo for FIFO queues and topics", async () => {
      const queue = (await check(QUEUE, { fifoQueue: true })).inputs as Json;
      assert.match(String(queue.name), /^orders-[0-9a-f]{7}\.fifo$/);
      const topic = (await check("aws:sns/topic:Topic", { fifoTopic: true })).inputs as Json;
      assert.match(String(topic.name), /^orders-[0-9a-f]{7}\.fifo$/);
      assert.deepEqual(
        ((await failures(QUEUE, { name: "orders", fifoQueue: true })) as Json[]).map(({ property }) => property),
        ["name"],
      );
    });

    it("keep one that was given before, and give a new one to what had a chosen one", async () => {
      const given = await check(QUEUE, {}, { olds: { name: "orders-1234567", __defaults: ["name"] } });
      assert.equal((given.inputs as Json).name, "orders-1234567");
      const chosen = await check(QUEUE, {}, { olds: { name: "chosen" } });
      assert.match(String((chosen.inputs as Json).name), /^orders-[0-9a-f]{7}$/);
    });

    it("leave alone a chosen name, a prefix, and types without a name", async () => {
      assert.deepEqual((await check(QUEUE, { name: "mine" })).inputs, { name: "mine", tagsAll: { team: "orders" } });
      assert.deepEqual((await check(QUEUE, { namePrefix: "mine-" })).inputs, {
        namePrefix: "mine-",
        tagsAll: { team: "orders" },
      });
      const rule = { securityGroupId: "sg-1", ipProtocol: "tcp" };
      const ingress = await check("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", rule);
      assert.deepEqual(ingress, { inputs: { ...rule, tagsAll: { team: "orders" } } });
    });

    it("take lower case where AWS does", async () => {
      const { inputs } = await check(
        "aws:rds/subnetGroup:SubnetGroup",
        { subnetIds: ["a", "b"] },
        { ...of("aws:rds/subnetGroup:SubnetGroup", "Orders") },
      );
      assert.match(String((inputs as Json).name), /^orders-[0-9a-f]{7}$/);
    });

    it("hold AWS's lengths and patterns", async () => {
      assert.deepEqual(await failures(QUEUE, { name: "a".repeat(81) }), [
        {
          property: "name",
          reason: `must not be longer than 80 characters ("${"a".repeat(81)}" has 81): give the resource a shorter one`,
        },
      ]);
      assert.deepEqual(await failures(ROLE, { name: "a/b", assumeRolePolicy: TRUST }), [
        { property: "name", reason: 'must consist of letters, digits and _+=,.@- (it is "a/b")' },
      ]);
    });
  });

  describe("for inputs", () => {
    it("refuse what the installed provider does not have, outside and inside", async () => {
      assert.deepEqual(await failures(QUEUE, { visibilityTimeout: 3 }), [
        {
          property: "visibilityTimeout",
          reason: "Invalid or unknown key. Examine values at 'visibilityTimeout'.",
        },
      ]);
      const code = { code: "x", role: "arn", vpcConfig: { subnets: [] }, environment: { variables: { any: "1" } } };
      assert.deepEqual(await failures("aws:lambda/function:Function", code), [
        { property: "vpcConfig.subnets", reason: "Invalid or unknown key. Examine values at 'vpcConfig.subnets'." },
      ]);
    });

    it("name what is missing", async () => {
      assert.deepEqual(await failures("aws:sqs/queuePolicy:QueuePolicy", { policy: TRUST }), [
        {
          property: "queueUrl",
          reason: 'Missing required argument. The argument "queueUrl" is required, but no definition was found.',
        },
      ]);
    });

    it("refuse a type that the installed provider does not have", async () => {
      await assert.rejects(
        check("aws:sqs/queue:Quue", {}),
        /unrecognized resource type \(Check\): aws:sqs\/queue:Quue/,
      );
      await assert.rejects(check("aws:sqs/../../x:Queue", {}), /unrecognized resource type/);
    });

    it("hold AWS's limits, of types with a behaviour and without", async () => {
      assert.deepEqual(await failures("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 2 }), [
        {
          property: "retentionInDays",
          reason:
            "must be one of 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 (it is 2)",
        },
      ]);
      assert.deepEqual(await failures("aws:ec2/subnet:Subnet", { vpcId: "vpc-1", cidrBlock: "10.0.0.0/8" }), [
        { property: "cidrBlock", reason: 'must be a range from /16 to /28 (it is "10.0.0.0/8")' },
      ]);
    });

    it("wait for what is only known in the update", async () => {
      assert.equal(await failures("aws:ec2/subnet:Subnet", { vpcId: UNKNOWN, cidrBlock: UNKNOWN }), undefined);
      assert.equal(await failures("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: UNKNOWN }), undefined);
    });

    it("let pass in a preview what only the local cloud lacks, and refuse to make it", async () => {
      const cache = "aws:elasticache/serverlessCache:ServerlessCache";
      const memcached = { name: "shows", engine: "memcached" };
      assert.equal(await failures(cache, memcached), undefined);
      await engine.call("create", { ...of(cache), properties: memcached, preview: true });
      await assert.rejects(
        engine.call("create", { ...of(cache), properties: memcached }),
        /engine must be "valkey" or "redis": memcached is not emulated by the local cloud/,
      );
    });
  });

  describe("for changes", () => {
    it("tell none from equal inputs, in whatever order", async () => {
      assert.deepEqual(await diff(QUEUE, { tags: { a: "1", b: "2" } }, { tags: { b: "2", a: "1" } }), {
        changes: "DIFF_NONE",
      });
    });

    it("name what changes in place, to the leaf", async () => {
      const found = await diff(
        QUEUE,
        { tags: { a: "1", "b.c": "2" } },
        { tags: { a: "1", "b.c": "3" }, delaySeconds: 1 },
      );
      assert.deepEqual(found, {
        changes: "DIFF_SOME",
        diffs: ["delaySeconds", "tags"],
        hasDetailedDiff: true,
        detailedDiff: { delaySeconds: { inputDiff: true }, 'tags["b.c"]': { kind: "UPDATE", inputDiff: true } },
      });
    });

    it("replace what AWS cannot change, before the old one is deleted", async () => {
      const found = await diff("aws:ec2/subnet:Subnet", { cidrBlock: "10.0.0.0/24" }, { cidrBlock: "10.0.1.0/24" });
      assert.deepEqual([found.replaces, found.deleteBeforeReplace], [["cidrBlock"], undefined]);
      assert.deepEqual(found.detailedDiff, { cidrBlock: { kind: "UPDATE_REPLACE", inputDiff: true } });
      const cluster = "aws:rds/cluster:Cluster";
      assert.deepEqual((await diff(cluster, { engine: "a" }, { engine: "b" })).replaces, ["engine"]);
    });

    it("delete first what keeps a chosen name", async () => {
      const chosen = await diff(QUEUE, { name: "mine" }, { name: "mine", fifoQueue: true });
      assert.deepEqual([chosen.replaces, chosen.deleteBeforeReplace], [["fifoQueue"], true]);
      const automatic = { name: "orders-1", __defaults: ["name"] };
      const given = await diff(QUEUE, automatic, { ...automatic, fifoQueue: true });
      assert.deepEqual([given.replaces, given.deleteBeforeReplace], [["fifoQueue"], undefined]);
    });

    it("see assets by their content", async () => {
      const asset = (hash: string, path: string) => ({
        code: { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7", hash, path },
      });
      const type = "aws:lambda/function:Function";
      assert.equal((await diff(type, asset("1", "a.zip"), asset("1", "b.zip"))).changes, "DIFF_NONE");
      assert.deepEqual((await diff(type, asset("1", "a.zip"), asset("2", "a.zip"))).detailedDiff, {
        code: { kind: "UPDATE", inputDiff: true },
      });
    });

    it("take an unknown value for a change", async () => {
      assert.equal((await diff(QUEUE, { delaySeconds: 1 }, { delaySeconds: UNKNOWN })).changes, "DIFF_SOME");
    });
  });

  describe("for previews", () => {
    it("leave unknown what a new version of a function will be, and nothing else", async () => {
      const type = "aws:lambda/function:Function";
      const state = { arn: "arn:aws:lambda:x", version: "1", timeout: 3 };
      const update = (news: Json) =>
        engine.call("update", { ...of(type), id: "f", preview: true, olds: state, oldInputs: { timeout: 3 }, news });
      const changed = (await update({ timeout: 4 })).properties as Json;
      assert.deepEqual([changed.arn, changed.version, changed.timeout], ["arn:aws:lambda:x", UNKNOWN, 4]);
      const tagged = (await update({ timeout: 3, tags: { a: "1" } })).properties as Json;
      assert.equal(tagged.version, "1");
    });

    it("make nothing", async () => {
      const properties = { name: "only-previewed" };
      await engine.call("create", { ...of(QUEUE, "only-previewed"), properties, preview: true });
      const id = `${world.served.cloud.endpoint}/000000000000/only-previewed`;
      assert.deepEqual(
        await engine.call("read", { ...of(QUEUE, "only-previewed"), id, properties, inputs: properties }),
        {},
      );
    });
  });
});
