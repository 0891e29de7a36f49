import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { formerNames } from "../../core/component/former-names";
import { componentType } from "../../core/component/naming";
import type { Link } from "../../core/rights/link";
import type { Watched, Widget } from "../../core/widget";
import { keyed, ownKey } from "../../operations/key/key";
import { createAlarms } from "./alarms";
import type { CacheArgs } from "./args";
import { type CacheNodesMade, cacheChildren, type MakeCacheChild } from "./children";
import { cacheLink } from "./links";
import { type CachePlan, planCache } from "./plan";
import { accessString, type CachePlace, type CacheVerb, checkPrefix, idOf, userKey } from "./users";
import { cacheWidgets } from "./widgets";

const PORT = 6379;
/** Of a serverless cache, where reads are answered from the nearest zone. */
const READER_PORT = 6380;
const ENGINE = "valkey";

/**
 * A cache on ElastiCache for Valkey, serverless (`limits`) or on nodes (`nodes`): private, encrypted, TLS only.
 *
 * Nobody has its password. Each link has a user of its own, who signs in by IAM token and may use the keys of the link's
 * prefix, and no others. What reads through it: `cacheAside` of `serverless-tiers/runtime/cache`.
 *
 * A user that no link asks for any more goes with the next update.
 *
 * @throws {ArgsError} for values that AWS would refuse, before anything is registered.
 * @example
 * const cache = new Cache("shows", { network });
 * new LambdaFunction("list-shows", { entry: "handlers/list-shows.handler.ts", links: { cache: cache.readWrite("shows/") } });
 * @example
 * new Cache("sessions", { network, nodes: { type: "cache.t4g.small", replicas: 1 }, snapshots: "1 day" });
 */
export class Cache extends pulumi.ComponentResource implements Watched {
  /** Host that functions connect to. */
  readonly endpoint: pulumi.Output<string>;
  readonly port: number = PORT;
  /** By which AWS, its metrics and IAM tokens know it. */
  readonly cacheName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** What was asked for, checked. */
  readonly plan: CachePlan;
  readonly nodes: CacheNodesMade;

  private readonly make: MakeCacheChild;
  private readonly place: CachePlace;
  private readonly links = new Map<string, Link>();

  constructor(name: string, args: CacheArgs | CachePlan, opts: pulumi.ComponentResourceOptions = {}) {
    const asked = planCache(name, args);
    super(componentType("Cache"), name, {}, opts);
    const key = ownKey(asked, this, "throw-away");
    this.plan = keyed(asked, key);
    this.make = childrenOf(cacheChildren, this, name, this.plan.transform);
    const { place, ...made } = createCache(this.make, this.plan);
    this.place = place;
    const user: Record<string, never> = {};
    this.nodes = {
      ...made,
      ...createAlarms(this.make, this.plan, place),
      user,
      membership: {},
      ...(key && { key }),
    };
    this.endpoint = place.host;
    this.cacheName = place.name;
    this.arn = place.arn;
    this.registerOutputs({ endpoint: this.endpoint, cacheName: this.cacheName, arn: this.arn });
  }

  /**
   * Read the keys that begin with `prefix`: `CACHE_CACHE_HOST` and the like under a link `cache`, which
   * `env.cache("cache")` reads back. What reads through the cache also has to fill it: `readWrite`.
   *
   * @default all keys
   */
  read(prefix = ""): Link {
    return this.link("read", prefix);
  }

  /** Read, write and remove the keys that begin with `prefix`. @default all keys */
  readWrite(prefix = ""): Link {
    return this.link("read-write", prefix);
  }

  widgets(): Widget[] {
    return cacheWidgets(this);
  }

  /** Links that say the same share a user. */
  private link(verb: CacheVerb, prefix: string): Link {
    const { name } = this.plan;
    checkPrefix(name, verb === "read" ? "read" : "readWrite", prefix);
    const key = userKey(verb, prefix);
    const known = this.links.get(key);
    if (known) return known;
    const { user, membership } = this.addUser(key, accessString(verb, prefix));
    const { securityGroup, serverless, nodes } = this.nodes;
    const made = cacheLink({
      cache: name,
      verb,
      prefix,
      place: this.place,
      user: { id: user.userId, arn: user.arn },
      target: {
        network: this.plan.network,
        name,
        formerNames: formerNames(this),
        securityGroupId: securityGroup.id,
        ports: serverless ? [PORT, READER_PORT] : [PORT],
      },
      dependsOn: [membership, ...[serverless, nodes].filter((each) => each !== undefined)],
      watched: this,
    });
    this.links.set(key, made);
    return made;
  }

  private addUser(key: string, rules: string) {
    const { securityGroup, userGroup } = this.nodes;
    const id = securityGroup.id.apply((group) => idOf(key, group));
    const user = this.make("user", `user-${key}`, {
      userId: id,
      userName: id,
      engine: ENGINE,
      accessString: rules,
      authenticationMode: { type: "iam" },
    });
    const membership = this.make("membership", `member-${key}`, {
      userGroupId: userGroup.userGroupId,
      userId: user.userId,
    });
    Object.assign(this.nodes.user, { [key]: user });
    Object.assign(this.nodes.membership, { [key]: membership });
    return { user, membership };
  }
}

type Made = Omit<CacheNodesMade, "user" | "membership" | "alarm" | "key"> & { readonly place: CachePlace };

const createCache = (make: MakeCacheChild, plan: CachePlan): Made => {
  const { name, network, kind, snapshotDays, kmsKeyArn } = plan;
  const description = `Cache ${name}`;
  // Without a rule: links add those that let their functions in.
  const securityGroup = make(
    "securityGroup",
    "cache",
    { vpcId: network.vpcId, description },
    { ignoreChanges: ["description"] },
  );
  // A group of Valkey needs no user, and lets nobody in who is none of its members.
  const userGroup = make("userGroup", "users", {
    userGroupId: securityGroup.id.apply((group) => idOf("users", group)),
    engine: ENGINE,
  });
  const common = {
    description,
    securityGroupIds: [securityGroup.id],
    snapshotRetentionLimit: snapshotDays,
    ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }),
  };
  if ("limits" in kind) {
    const serverless = make(
      "serverless",
      undefined,
      {
        ...common,
        engine: ENGINE,
        majorEngineVersion: "8",
        cacheUsageLimits: {
          dataStorage: { maximum: kind.limits.gigabytes, unit: "GB" },
          ecpuPerSeconds: [{ maximum: kind.limits.requests }],
        },
        subnetIds: network.isolatedSubnetIds,
        userGroupId: userGroup.userGroupId,
      },
      { ignoreChanges: ["description"] },
    );
    const host = serverless.endpoints.apply(([endpoint]) => endpoint?.address ?? "");
    const place = { host, port: PORT, kind: "serverless", name: serverless.name, arn: serverless.arn } as const;
    return { serverless, securityGroup, userGroup, place };
  }
  const { type, shards, replicas, maintenance } = kind.nodes;
  const subnets = make("subnets", "subnets", { subnetIds: network.isolatedSubnetIds, description });
  const nodes = make(
    "nodes",
    undefined,
    {
      ...common,
      engine: ENGINE,
      engineVersion: "8.0",
      nodeType: type,
      port: PORT,
      clusterMode: "enabled",
      numNodeGroups: shards,
      replicasPerNodeGroup: replicas,
      // AWS fails over from the first of a cluster in any case.
      automaticFailoverEnabled: true,
      multiAzEnabled: replicas > 0,
      subnetGroupName: subnets.name,
      transitEncryptionEnabled: true,
      atRestEncryptionEnabled: true,
      userGroupIds: [userGroup.userGroupId],
      ...(maintenance !== undefined && { maintenanceWindow: maintenance }),
      // What the program says is what there is when the update ends, not after the next maintenance window.
      applyImmediately: true,
    },
    { ignoreChanges: ["description"] },
  );
  const place = {
    host: nodes.configurationEndpointAddress,
    port: PORT,
    kind: "cluster",
    name: nodes.replicationGroupId,
    arn: nodes.arn,
  } as const;
  return { nodes, subnets, securityGroup, userGroup, place };
};
