import type { Clock } from "../../../cloud/clock";
import type { Firewall } from "../../wafv2/firewall";
import type { Traces } from "../../xray/traces";
import type { UsageCounts } from "../admission/quota";
import type { Buckets, RateLimit } from "../admission/token-bucket";
import type { UsagePlans } from "../admission/usage-plans";
import type { Backends } from "./backends";

/** Where a REST API lives. */
export interface ApiIdentity {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** What the gateway of one REST API stands on. */
export interface GatewayEnvironment {
  readonly api: ApiIdentity;
  readonly clock: Clock;
  readonly backends: Backends;
  /** The keys and plans in force; asked at each request. */
  usagePlans(): UsagePlans;
  readonly usage: UsageCounts;
  /** Throttles of the whole account, which all APIs share. */
  readonly accountBuckets: Buckets;
  readonly accountThrottle: RateLimit;
  /** The web ACL before a stage; asked at each request. Absent: no stage has one. */
  firewall?(stage: string): Firewall | undefined;
  /** The VPC that an interface endpoint is in, for private APIs. */
  vpcOf?(endpointId: string): string | undefined;
  /** 0 <= draw < 1, for canaries. */
  random(): number;
  /** Why a request failed, for the developer. */
  executionLog(line: string): void;
  accessLog(stage: string, line: string): void;
  /** A line of the stage's execution log, at the level that its method settings name. Absent: it is not kept. */
  executionTrace?(line: string): void;
  /** Where stages that are traced write their segments. Absent: nowhere. */
  readonly traces?: Pick<Traces, "samples" | "write">;
}
