/** What the service keeps of an RDS Proxy. */
export interface ProxyRecord {
  readonly name: string;
  /** `prx-…`, what `rds-db:connect` names. */
  readonly id: string;
  readonly endpoint: string;
  readonly requireTls: boolean;
  /** `IAM_AUTH`: clients, and the proxy itself, sign in by token where no secret is said to be for their user. */
  readonly byToken: boolean;
  readonly secrets: readonly ProxySecret[];
  readonly roleArn: string;
  readonly idleClientSeconds: number;
  readonly pool: PoolSettings;
  readonly target?: { readonly kind: "cluster" | "instance"; readonly identifier: string } | undefined;
  /** Further endpoints by name. */
  readonly endpoints: Readonly<Record<string, ProxyEndpointRecord>>;
}

export interface ProxySecret {
  readonly secretArn: string;
  /** Whether clients of its user sign in by token. */
  readonly iam: boolean;
}

export interface PoolSettings {
  readonly maxPercent: number;
  readonly maxIdlePercent: number;
  readonly borrowTimeoutSeconds: number;
}

export interface ProxyEndpointRecord {
  readonly host: string;
  readonly readOnly: boolean;
}

/** fidelity: docs: ConnectionPoolConfiguration: of PostgreSQL, and half of the maximum */
export const DEFAULT_POOL: PoolSettings = { maxPercent: 100, maxIdlePercent: 50, borrowTimeoutSeconds: 120 };
