/**
 * The environment variables that a link puts into a function and that `runtime/env.ts` reads back.
 *
 * A link named `store` that leads to a database sets `STORE_HOST`, `STORE_PORT`, `STORE_DATABASE` and `STORE_USER`.
 * The name is the function's own choice, so that a handler never knows which stack it runs in.
 */
export const DATABASE_FIELDS = ["HOST", "PORT", "DATABASE", "USER"] as const;
export const BUS_FIELDS = ["BUS_NAME"] as const;
export const QUEUE_FIELDS = ["QUEUE_URL"] as const;
export const TOPIC_FIELDS = ["TOPIC_ARN"] as const;
export const STREAM_FIELDS = ["STREAM_NAME"] as const;
/** The second one is there in a link to an index. */
export const TABLE_FIELDS = ["TABLE_NAME", "INDEX_NAME"] as const;
export const USER_POOL_FIELDS = ["USER_POOL_ID"] as const;

/** The last one names a serverless cache, or a group of nodes, in IAM tokens. */
export const CACHE_FIELDS = [
  "CACHE_HOST",
  "CACHE_PORT",
  "CACHE_USER",
  "CACHE_PREFIX",
  "CACHE_KIND",
  "CACHE_NAME",
] as const;
export const BUCKET_FIELDS = ["BUCKET_NAME"] as const;

export const CONNECTIONS_FIELDS = ["CONNECTIONS_URL"] as const;

export const STATE_MACHINE_FIELDS = ["STATE_MACHINE_ARN"] as const;

export const SECRET_FIELDS = ["SECRET_ARN"] as const;

export const DATA_API_FIELDS = ["RESOURCE_ARN", "SECRET_ARN", "DATABASE"] as const;

export type BusField = (typeof BUS_FIELDS)[number];
export type TopicField = (typeof TOPIC_FIELDS)[number];
export type StreamField = (typeof STREAM_FIELDS)[number];
export type CacheField = (typeof CACHE_FIELDS)[number];
export type ConnectionsField = (typeof CONNECTIONS_FIELDS)[number];
export type DataApiField = (typeof DATA_API_FIELDS)[number];
export type DatabaseField = (typeof DATABASE_FIELDS)[number];
export type QueueField = (typeof QUEUE_FIELDS)[number];
export type StateMachineField = (typeof STATE_MACHINE_FIELDS)[number];
export type SecretField = (typeof SECRET_FIELDS)[number];
export type TableField = (typeof TABLE_FIELDS)[number];

/** `("orderStore", "HOST")` -> `"ORDER_STORE_HOST"`. */
export const variable = (link: string, field: string): string =>
  `${link
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase()}_${field}`;
