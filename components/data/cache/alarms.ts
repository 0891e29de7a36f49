import * as pulumi from "@pulumi/pulumi";
import { type MetricAlarm, metricAlarm } from "../../core/metric-alarm";
import type { CacheNodesMade, MakeCacheChild } from "./children";
import type { CachePlan } from "./plan";
import type { CachePlace } from "./users";

const NAMESPACE = "AWS/ElastiCache";
const QUARTER_HOUR = { periodSeconds: 300, periods: 3 };

/** @returns the alarms by what they watch. */
export const createAlarms = (
  make: MakeCacheChild,
  plan: CachePlan,
  place: CachePlace,
): Pick<CacheNodesMade, "alarm"> => {
  const { alarms } = plan;
  if (alarms === undefined) return { alarm: {} };
  const all = "limits" in plan.kind ? ofServerless(plan, plan.kind.limits.gigabytes, place) : ofNodes(plan, place);
  return {
    alarm: Object.fromEntries(
      Object.entries(all).map(([key, alarm]) => [
        key,
        make("alarm", `${key}-alarm`, metricAlarm(alarm, alarms.topicArn)),
      ]),
    ),
  };
};

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html (read 2026-11) */
const ofServerless = ({ name }: CachePlan, gigabytes: number, place: CachePlace): Record<string, MetricAlarm> => {
  const dimensions = { clusterId: place.name };
  return {
    storage: {
      description: `Cache ${name} has been using nine tenths of its ${gigabytes} GB for 15 minutes.`,
      namespace: NAMESPACE,
      metric: "BytesUsedForCache",
      dimensions,
      statistic: "Maximum",
      above: Math.floor(gigabytes * 1024 ** 3 * 0.9),
      ...QUARTER_HOUR,
    },
    throttled: {
      description: `Cache ${name} has been turning commands away for 15 minutes: they are more than its limits take.`,
      namespace: NAMESPACE,
      metric: "ThrottledCmds",
      dimensions,
      statistic: "Sum",
      above: 0,
      ...QUARTER_HOUR,
    },
  };
};

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html (read 2026-11) */
const ofNodes = ({ name, kind }: CachePlan, place: CachePlace): Record<string, MetricAlarm> => {
  const { shards = 0, replicas = 0 } = "nodes" in kind ? kind.nodes : {};
  const nodes = Array.from({ length: shards }, (_, shard) =>
    Array.from({ length: replicas + 1 }, (_, node) => `${digits(shard + 1, 4)}-${digits(node + 1, 3)}`),
  ).flat();
  return Object.fromEntries(
    nodes.flatMap((node): [string, MetricAlarm][] => {
      const dimensions = { CacheClusterId: pulumi.interpolate`${place.name}-${node}` };
      const common = { namespace: NAMESPACE, dimensions, statistic: "Average", ...QUARTER_HOUR } as const;
      return [
        [
          `${node}-memory`,
          {
            ...common,
            description: `Node ${node} of cache ${name} has been using nine tenths of its memory for 15 minutes.`,
            metric: "DatabaseMemoryUsagePercentage",
            above: 90,
          },
        ],
        [
          `${node}-processor`,
          {
            ...common,
            description: `Node ${node} of cache ${name} has been at nine tenths of its processor for 15 minutes.`,
            metric: "EngineCPUUtilization",
            above: 90,
          },
        ],
      ];
    }),
  );
};

/** As AWS numbers shards and nodes: `0001-001`. */
const digits = (number: number, length: number): string => String(number).padStart(length, "0");
