/**
 * `max_connections` of Aurora PostgreSQL Serverless v2 by the upper end of the capacity range, in ACUs.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
 * (#aurora-serverless-v2.max-connections, read 2026-10)
 */
const BY_MAX_CAPACITY = [
  { acus: 1, connections: 189 },
  { acus: 4, connections: 823 },
  { acus: 8, connections: 1669 },
  { acus: 16, connections: 3360 },
  { acus: 32, connections: 5000 },
] as const;

/** The cap where the lower end is 0 or 0.5 ACUs; same page. */
const SMALL_MIN_CAPACITY = { acus: 0.5, connections: 2000 } as const;

/**
 * The connections that a cluster with this capacity range (in ACUs) takes. Between two rows of the table the lower one
 * counts. Aurora applies a changed range only after a reboot.
 */
export const auroraMaxConnections = ({ min, max }: { readonly min: number; readonly max: number }): number => {
  const row = BY_MAX_CAPACITY.findLast(({ acus }) => acus <= max) ?? BY_MAX_CAPACITY[0];
  return min <= SMALL_MIN_CAPACITY.acus ? Math.min(row.connections, SMALL_MIN_CAPACITY.connections) : row.connections;
};
