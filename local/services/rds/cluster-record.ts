/** What the service keeps of a cluster. */
export interface ClusterRecord {
  readonly identifier: string;
  /** `cluster-ABC…`, what `rds-db:connect` names. */
  readonly resourceId: string;
  readonly endpoint: string;
  readonly readerEndpoint: string;
  readonly port: number;
  /** Major version that the program asks for, `undefined` for any. */
  readonly major: number | undefined;
  readonly database: string | undefined;
  readonly master: { readonly user: string; readonly password: string };
  /** Present when AWS manages the master's password. */
  readonly secretArn?: string;
  readonly parameterGroup: string | undefined;
  readonly iamEnabled: boolean;
  readonly deletionProtection: boolean;
  /** `undefined`: no final snapshot. */
  readonly finalSnapshot: string | undefined;
  /** Endpoints of instances by their identifier; without an instance a cluster answers nobody. */
  readonly instances: Readonly<Record<string, string>>;
  /** Where the proxy was last, so that a URL written down stays good. */
  readonly localPort?: number;
}
