import { metricAlarm } from "../../core/metric-alarm";
import type { ClusterNodes, DatabaseNodes, MakeDatabaseChild } from "./children";
import type { ClusterPlan } from "./plan";

/** Goes off when the range has been used up for a quarter of an hour: it is time for a higher maximum. */
export const createAlarms = (
  make: MakeDatabaseChild,
  { name, alarms, capacity }: ClusterPlan,
  { cluster }: ClusterNodes,
): Pick<DatabaseNodes, "capacityAlarm"> => {
  if (alarms === undefined) return {};
  const alarm = metricAlarm(
    {
      description: `Database ${name} has been using all of its ${capacity.max} ACU for 15 minutes.`,
      namespace: "AWS/RDS",
      metric: "ACUUtilization",
      dimensions: { DBClusterIdentifier: cluster.clusterIdentifier },
      statistic: "Average",
      above: 95,
      at: true,
      periodSeconds: 300,
      periods: 3,
    },
    alarms.topicArn,
  );
  return { capacityAlarm: make("capacityAlarm", "capacity-alarm", alarm) };
};
