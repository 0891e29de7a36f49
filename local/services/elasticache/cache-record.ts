/** What the service keeps of a cache. */
export interface CacheRecord {
  /** By which tokens name it: that of a serverless cache, or the id of a replication group. */
  readonly name: string;
  readonly arn: string;
  readonly serverless: boolean;
  /** Host of its endpoint. */
  readonly host: string;
  readonly port: number;
  /** Where only reads are taken: 6380 of a serverless cache. */
  readonly readerPort: number | undefined;
  /** Hosts that lead to it besides: the reader endpoint of a replication group. */
  readonly otherHosts: readonly string[];
  /** Whether it speaks the protocol of clusters. */
  readonly cluster: boolean;
  readonly tls: boolean;
  /** Absent: whoever reaches it may do everything. */
  readonly userGroup: string | undefined;
  readonly mostBytes: number;
}
