import type { Line, Widget } from "../../core/widget";
import type { Database } from "./database";

const SECTION = "Databases";

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html (read 2026-11) */
export const databaseWidgets = ({ plan, nodes }: Database): Widget[] => {
  const line = (metric: string, statistic: Line["statistic"]): Line => ({
    label: plan.name,
    namespace: "AWS/RDS",
    metric,
    dimensions: { DBClusterIdentifier: nodes.cluster.clusterIdentifier },
    statistic,
  });
  return [
    { section: SECTION, title: "Capacity, ACU", lines: [line("ServerlessDatabaseCapacity", "Average")] },
    { section: SECTION, title: "Connections", lines: [line("DatabaseConnections", "Maximum")] },
    { section: SECTION, title: "Commits, ms", lines: [line("CommitLatency", "Average")] },
  ];
};
