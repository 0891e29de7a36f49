/**
 * `max_connections` of Aurora Serverless v2 for PostgreSQL, by the maximum of the capacity range in ACU.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.max-connections
 * (read 2026-10)
 */
export const MAX_CONNECTIONS: readonly { readonly fromMaxCapacity: number; readonly connections: number }[] = [
  { fromMaxCapacity: 1, connections: 189 },
  { fromMaxCapacity: 4, connections: 823 },
  { fromMaxCapacity: 8, connections: 1669 },
  { fromMaxCapacity: 16, connections: 3360 },
  { fromMaxCapacity: 32, connections: 5000 },
];

/** With a minimum of 0 or 0.5 ACU there are never more (same page). */
const WITH_SMALL_MINIMUM = { upTo: 0.5, connections: 2000 } as const;

/** Connections that a capacity range gives; between two rows of the table, those of the lower one. */
export const maxConnections = ({ min, max }: { readonly min: number; readonly max: number }): number => {
  const row = MAX_CONNECTIONS.findLast(({ fromMaxCapacity }) => fromMaxCapacity <= max);
  const connections = row?.connections ?? 0;
  return min <= WITH_SMALL_MINIMUM.upTo ? Math.min(connections, WITH_SMALL_MINIMUM.connections) : connections;
};
