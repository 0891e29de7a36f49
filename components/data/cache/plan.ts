import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { toDays } from "../../core/args/duration";
import { type KeySettings, keySettings } from "../../core/args/encryption";
import { toMb } from "../../core/args/size";
import { wholeNumber } from "../../core/args/whole-number";
import { type Plan, planned } from "../../core/component/plan";
import type { Network } from "../../network/network";
import { weekOf } from "../database/windows";
import { type CacheArgs, type CacheLimits, type CacheNodes, cacheArgs } from "./args";
import type { CacheTransform } from "./children";

export interface LimitSettings {
  readonly gigabytes: number;
  readonly requests: number;
}

export type NodeSettings = Required<Omit<CacheNodes, "maintenance">> & Pick<CacheNodes, "maintenance">;

interface Settings extends KeySettings {
  readonly network: Network;
  readonly kind: { readonly limits: LimitSettings } | { readonly nodes: NodeSettings };
  readonly snapshotDays: number;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined;
  readonly transform: CacheTransform | undefined;
}

/** A cache's arguments, checked and in the units of AWS. */
export type CachePlan = Plan<"Cache", Settings>;

/** @throws {ArgsError} for a value that AWS would refuse. */
export const planCache = (name: string, args: CacheArgs | CachePlan): CachePlan =>
  planned("Cache", name, args, (given: CacheArgs) => settings(name, given));

const settings = (name: string, args: CacheArgs): Settings => {
  checkArgs(name, args, cacheArgs);
  const { network, limits, nodes, snapshots = "0 days", encryption = "aws", alarms = {}, transform } = args;
  if (limits !== undefined && nodes !== undefined)
    throw new ArgsError(
      name,
      "nodes",
      "must be absent with limits: a cache is serverless (limits), or has nodes of a size that you say (nodes)",
    );
  return {
    network,
    kind: nodes === undefined ? { limits: checkLimits(name, limits ?? {}) } : { nodes: nodeSettings(name, nodes) },
    snapshotDays: toDays(name, "snapshots", snapshots, { min: "0 days", max: "35 days" }),
    ...keySettings(encryption),
    alarms: alarms === false ? undefined : { topicArn: alarms.topicArn },
    transform,
  };
};

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html (read 2026-11) */
export const checkLimits = (name: string, { storage = "1 GB", requests = 5_000 }: CacheLimits): LimitSettings => {
  const mb = toMb(name, "limits.storage", storage, { min: "1 GB", max: "5000 GB" });
  if (mb % 1_024 !== 0)
    throw new ArgsError(name, "limits.storage", `must be a whole number of GB (it is "${storage}")`);
  return {
    gigabytes: mb / 1_024,
    requests: wholeNumber(name, "limits.requests", requests, 1_000, 15_000_000),
  };
};

/** Nodes of these do not exist, or are none of Valkey. */
const NODE_TYPE = /^cache\.[a-z][a-z0-9-]*\.(?:\d{0,2}x?large|micro|small|medium)$/;

/** Shards that a cluster may have without a raised quota. */
const MOST_SHARDS = 90;

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html: 90 nodes of a cluster (read 2026-11) */
const MOST_NODES = 90;

const nodeSettings = (name: string, { type, shards = 1, replicas = 1, maintenance }: CacheNodes): NodeSettings => {
  if (!NODE_TYPE.test(type))
    throw new ArgsError(name, "nodes.type", `must be a type of nodes, such as "cache.t4g.small" (it is "${type}")`);
  wholeNumber(name, "nodes.shards", shards, 1, MOST_SHARDS);
  wholeNumber(name, "nodes.replicas", replicas, 0, 5);
  const nodes = shards * (replicas + 1);
  if (nodes > MOST_NODES)
    throw new ArgsError(
      name,
      "nodes.replicas",
      `must be fewer: ${shards} shards of ${replicas + 1} are ${nodes} nodes, and AWS takes ${MOST_NODES}`,
    );
  if (maintenance !== undefined) weekOf(name, "nodes.maintenance", maintenance);
  return { type, shards, replicas, ...(maintenance !== undefined && { maintenance }) };
};
