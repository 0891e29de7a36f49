import type * as rds from "@pulumi/aws/rds";
import { type MetricAlarm, metricAlarm } from "../../core/metric-alarm";
import type { DatabaseNodes, InstanceNodes, MakeDatabaseChild } from "./children";
import type { InstancePlan } from "./plan";

type Watched = Pick<MetricAlarm, "metric" | "description"> & ({ readonly above: number } | { readonly below: number });

const GIB = 1024 ** 3;
/** Shares that are left, or used, when it is time to act. */
const PERCENT = { processor: 90, connections: 80, storageLeft: 10, memoryLeft: 5 } as const;
const LAG_SECONDS = 60;

/** Go off when what is bounded is nearly used up for a quarter of an hour, and when a replica is a minute behind. */
export const createInstanceAlarms = (
  make: MakeDatabaseChild,
  plan: InstancePlan,
  { instance, replica }: InstanceNodes,
): Pick<DatabaseNodes, "instanceAlarm"> => {
  const { alarms } = plan;
  if (alarms === undefined) return { instanceAlarm: {} };
  const alarm = (role: string, { identifier }: rds.Instance, watched: Watched) =>
    make(
      "instanceAlarm",
      `${role}-alarm`,
      metricAlarm(
        {
          ...watched,
          description: `Database ${plan.name} ${watched.description} for 15 minutes.`,
          namespace: "AWS/RDS",
          dimensions: { DBInstanceIdentifier: identifier },
          statistic: "Average",
          periodSeconds: 300,
          periods: 3,
        },
        alarms.topicArn,
      ),
    );
  const own = Object.entries(limits(plan)).map(([role, watched]) => [role, alarm(role, instance, watched)]);
  const lags = Object.entries(replica).map(([number, one]) => {
    const role = `replica-${number}-lag`;
    const description = `has had replica ${number} more than ${LAG_SECONDS} seconds behind`;
    return [role, alarm(role, one, { metric: "ReplicaLag", above: LAG_SECONDS, description })];
  });
  return { instanceAlarm: Object.fromEntries([...own, ...lags]) };
};

const limits = ({ instance }: InstancePlan): Readonly<Record<string, Watched>> => {
  const { maxConnections, storageGiB, memoryGiB } = instance;
  return {
    processor: {
      metric: "CPUUtilization",
      above: PERCENT.processor,
      description: `has used more than ${PERCENT.processor} % of its processors`,
    },
    connections: {
      metric: "DatabaseConnections",
      above: Math.floor((maxConnections * PERCENT.connections) / 100),
      description: `has had more than ${PERCENT.connections} % of its connections open`,
    },
    storage: {
      metric: "FreeStorageSpace",
      below: (storageGiB * GIB * PERCENT.storageLeft) / 100,
      description: `has had less than ${PERCENT.storageLeft} % of its storage left`,
    },
    memory: {
      metric: "FreeableMemory",
      below: Math.floor((memoryGiB * GIB * PERCENT.memoryLeft) / 100),
      description: `has had less than ${PERCENT.memoryLeft} % of its memory left`,
    },
  };
};
