import type * as pulumi from "@pulumi/pulumi";
import type { Line, Widget } from "../../core/widget";
import type { Database } from "./database";

const SECTION = "Databases";

/**
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html and
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html (read 2026-11)
 */
export const databaseWidgets = ({ plan, nodes: { cluster, instance } }: Database): Widget[] => {
  const widget = (title: string, metric: string, statistic: Line["statistic"]): Widget => {
    const dimensions: Record<string, pulumi.Input<string>> = cluster
      ? { DBClusterIdentifier: cluster.clusterIdentifier }
      : { DBInstanceIdentifier: instance?.identifier ?? "" };
    return {
      section: SECTION,
      title,
      lines: [{ label: plan.name, namespace: "AWS/RDS", metric, dimensions, statistic }],
    };
  };
  const connections = widget("Connections", "DatabaseConnections", "Maximum");
  return cluster
    ? [
        widget("Capacity, ACU", "ServerlessDatabaseCapacity", "Average"),
        connections,
        widget("Commits, ms", "CommitLatency", "Average"),
      ]
    : [
        widget("Processor, %", "CPUUtilization", "Average"),
        connections,
        widget("Free storage, bytes", "FreeStorageSpace", "Minimum"),
      ];
};
