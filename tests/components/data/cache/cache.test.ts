import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { type CacheArgs, Cache as CacheComponent, LambdaFunction, Network } from "../../../../components";
import type { Link } from "../../../../components/core/rights/link";
import { planCache } from "../../../../components/data/cache/plan";

const USER = "aws:elasticache/user:User";
const SERVERLESS = "aws:elasticache/serverlessCache:ServerlessCache";
const NODES = "aws:elasticache/replicationGroup:ReplicationGroup";

const deploy = async (args: Partial<CacheArgs> = {}, use: (cache: CacheComponent) => void = () => {}) => {
  const caches: CacheComponent[] = [];
  const made = await registered(() => {
    const cache = new CacheComponent("shows", { network: new Network("main"), ...args } as CacheArgs);
    caches.push(cache);
    use(cache);
  });
  const [cache] = caches;
  assert.ok(cache);
  const own = listed(made).filter((one) => / shows(-|$)/.test(one));
  return { made, own, cache, of: (type: string, name: string) => the(made, type, name).inputs };
};

const environment = (link: Link) => resolved(pulumi.output(link.environment("cache")));

describe("a cache", () => {
  it("is serverless, with a group of users that nobody is in", async () => {
    const { own, of } = await deploy();
    assert.deepEqual(own, [
      "aws:cloudwatch/metricAlarm:MetricAlarm shows-storage-alarm",
      "aws:cloudwatch/metricAlarm:MetricAlarm shows-throttled-alarm",
      "aws:ec2/securityGroup:SecurityGroup shows-cache",
      `${SERVERLESS} shows`,
      "aws:elasticache/userGroup:UserGroup shows-users",
      "serverless-tiers:index:Cache shows",
    ]);
    const { cacheUsageLimits, engine, userGroupId, snapshotRetentionLimit } = of(SERVERLESS, "shows");
    assert.deepEqual([engine, snapshotRetentionLimit], ["valkey", 0]);
    assert.deepEqual(cacheUsageLimits, {
      dataStorage: { maximum: 1, unit: "GB" },
      ecpuPerSeconds: [{ maximum: 5_000 }],
    });
    assert.match(String(userGroupId), /^users-[a-z0-9]+$/);
  });

  it("has a user for each link, who signs in by IAM and has the keys of the prefix", async () => {
    const links: Link[] = [];
    const { own, of, cache } = await deploy({}, (cache) => {
      links.push(cache.readWrite("shows/"), cache.read("shows/"), cache.read(), cache.readWrite("shows/"));
      cache.readWrite("a-very-long-prefix-of-keys/");
    });
    assert.deepEqual(
      own.filter((one) => one.startsWith(USER)),
      [
        `${USER} shows-user-read`,
        `${USER} shows-user-read-shows-297f`,
        `${USER} shows-user-read-write-a-very-e5b3`,
        `${USER} shows-user-read-write-shows-297f`,
      ],
    );
    assert.ok(String(of(USER, "shows-user-read-write-a-very-e5b3").userId).length <= 40);
    assert.equal(links[0], links[3]);
    const { userId, userName, accessString, authenticationMode } = of(USER, "shows-user-read-write-shows-297f");
    assert.equal(userId, userName);
    assert.ok(String(userId).length <= 40);
    assert.deepEqual(authenticationMode, { type: "iam" });
    assert.equal(
      accessString,
      "on ~shows/* resetchannels -@all +@connection +@read +@write +@transaction -@dangerous -scan -dbsize -randomkey +cluster|slots +cluster|shards +cluster|nodes",
    );
    assert.match(
      String(of(USER, "shows-user-read").accessString),
      /^on ~\* resetchannels -@all \+@connection \+@read -@dangerous \+cluster/,
    );
    const [first] = links;
    assert.ok(first);
    const { CACHE_CACHE_HOST, CACHE_CACHE_NAME, ...rest } = await environment(first);
    assert.match(String(CACHE_CACHE_HOST), /\.serverless\.euw1\.cache\.amazonaws\.com$/);
    assert.equal(CACHE_CACHE_NAME, await resolved(cache.cacheName));
    assert.deepEqual(rest, {
      CACHE_CACHE_PORT: "6379",
      CACHE_CACHE_USER: userId,
      CACHE_CACHE_KIND: "serverless",
      CACHE_CACHE_PREFIX: "shows/",
    });
  });

  it("gives a function the right to sign in as its user, and the way there", async () => {
    const { made } = await deploy({ alarms: false }, (cache) => {
      const entry = `${__dirname}/../../logic/function/echo.handler.ts`;
      new LambdaFunction("list-shows", { entry, links: { cache: cache.readWrite("shows/") } });
    });
    const ports = made
      .filter(({ type }) => type.startsWith("aws:vpc/securityGroupIngressRule"))
      .map(({ inputs }) => inputs.fromPort);
    assert.deepEqual(ports.sort(), [6379, 6380]);
    const statements = made.flatMap(({ inputs }) =>
      typeof inputs.policy === "string" && inputs.policy.includes("elasticache:") ? [JSON.parse(inputs.policy)] : [],
    );
    const connect = statements
      .flatMap(({ Statement }) => Statement)
      .filter(({ Action }) => String(Action).includes("elasticache"));
    assert.equal(connect.length, 1);
    assert.deepEqual([connect[0].Action].flat(), ["elasticache:Connect"]);
    assert.match(
      connect[0].Resource.join(" "),
      /serverlesscache:shows-\w+ arn:aws:elasticache:\S+:user:read-write-shows-\w+/,
    );
  });

  it("on nodes is a cluster with replicas in other zones, and an alarm for each node", async () => {
    const { own, of } = await deploy({ nodes: { type: "cache.t4g.small", shards: 2, replicas: 1 }, limits: undefined });
    const { numNodeGroups, replicasPerNodeGroup, multiAzEnabled, transitEncryptionEnabled, clusterMode } = of(
      NODES,
      "shows",
    );
    assert.deepEqual(
      [numNodeGroups, replicasPerNodeGroup, multiAzEnabled, transitEncryptionEnabled, clusterMode],
      [2, 1, true, true, "enabled"],
    );
    assert.equal(own.filter((one) => one.includes("metricAlarm")).length, 8);
  });

  it("refuses, before anything is registered, what AWS would refuse", async () => {
    const refused = async (args: object, rule: RegExp) =>
      registered(() => {
        assert.throws(() => planCache("shows", { network: new Network("main"), ...args } as CacheArgs), rule);
      });
    await refused({ limits: { storage: "500 MB" } }, /shows: limits\.storage must be at least "1 GB"/);
    await refused({ limits: { storage: "1500 MB" } }, /limits\.storage must be a whole number of GB/);
    await refused({ limits: { requests: 999 } }, /limits\.requests must be .*1000/);
    await refused({ nodes: { type: "t4g.small" } }, /nodes\.type must be a type of nodes/);
    await refused({ nodes: { type: "cache.t4g.small", shards: 40, replicas: 2 } }, /120 nodes, and AWS takes 90/);
    await refused(
      { nodes: { type: "cache.t4g.small", maintenance: "sunday" } },
      /nodes\.maintenance must be a time in UTC/,
    );
    await refused({ nodes: { type: "cache.t4g.small" }, limits: {} }, /nodes must be absent with limits/);
    await refused({ snapshots: "36 days" }, /snapshots must be at most "35 days"/);
    await deploy({}, (cache) => {
      assert.throws(() => cache.read("shows *"), /shows: read must be the beginning of keys/);
      assert.throws(() => cache.readWrite("a ~b"), /readWrite must be/);
    });
  });
});
