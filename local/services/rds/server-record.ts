/** What the service keeps of a cluster of Aurora or an instance of RDS, which both run as one PostgreSQL. */
export interface ServerRecord {
  /** By which the state knows it: the identifier of a cluster, the resource id of an instance, which may be renamed. */
  readonly identifier: string;
  /** Its identifier in AWS, where that is another one. */
  readonly name?: string;
  /** `cluster-ABC…` or `db-ABC…`, what `rds-db:connect` names. */
  readonly resourceId: string;
  readonly endpoint: string;
  /** Of a cluster. */
  readonly readerEndpoint?: string;
  readonly port: number;
  /** Major version that the program asks for, `undefined` for any. */
  readonly major: number | undefined;
  readonly database: string | undefined;
  readonly master: { readonly user: string; readonly password: string };
  /** Present when AWS manages the master's password. */
  readonly secretArn?: string;
  readonly parameterGroup: string | undefined;
  readonly iamEnabled: boolean;
  /** Of a cluster that pauses: after how long without connections. */
  readonly pauseAfterSeconds?: number;
  /** Whether the Data API of a cluster answers. */
  readonly dataApi?: boolean;
  readonly deletionProtection: boolean;
  /** `undefined`: no final snapshot. */
  readonly finalSnapshot: string | undefined;
  /** Endpoints of a cluster's instances by their identifier; without an instance a cluster answers nobody. */
  readonly instances: Readonly<Record<string, string>>;
  /** Resource id of the instance that it is a replica of. */
  readonly source?: string | undefined;
  /** Where the proxy was last, so that a URL written down stays good. */
  readonly localPort?: number;
}

/** How AWS, and the log, call it. */
export const nameOf = ({ name, identifier }: ServerRecord): string => name ?? identifier;
