import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { component, duration, number, object, type Shape, text } from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import { type Encryption, encryptionShape } from "../../core/args/encryption";
import type { Size } from "../../core/args/size";
import { transformShape } from "../../core/component/children";
import { Network } from "../../network/network";
import { type CacheTransform, cacheChildren } from "./children";

interface CommonCacheArgs {
  /** Where it is: in the isolated subnets, reached by functions that hold a link to it and by nobody else. */
  readonly network: Network;
  /**
   * How long a snapshot of each day is kept, billed by its size: whole days up to 35. What a cache holds can be had
   * again from where it came.
   *
   * @default "0 days" (none)
   */
  readonly snapshots?: Duration;
  /** Caches are always encrypted. @default "aws" */
  readonly encryption?: Encryption;
  /** Alarms on what no longer fits and on commands that are turned away. @default {} (the alarms, no topic) */
  readonly alarms?: Partial<AlarmSettings> | false;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: CacheTransform;
}

/** Grows and shrinks by itself. */
export interface ServerlessCacheArgs extends CommonCacheArgs {
  /** Bounds of what it holds and takes, and so of what it costs. @default { storage: "1 GB", requests: 5000 } */
  readonly limits?: CacheLimits;
  readonly nodes?: never;
}

/** Nodes of a size that the program says. */
export interface NodeCacheArgs extends CommonCacheArgs {
  readonly nodes: CacheNodes;
  readonly limits?: never;
}

export type CacheArgs = ServerlessCacheArgs | NodeCacheArgs;

export interface CacheLimits {
  /** What it holds at most: 1 GB to 5,000 GB. Over it, the keys that have an end and were not used for longest go. */
  readonly storage?: Size;
  /**
   * ECPU a second at most, 1,000 to 15,000,000: one for each command that moves up to 1 KB. More are turned away.
   *
   * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html (read 2026-11)
   */
  readonly requests?: number;
}

export interface CacheNodes {
  /** `"cache.t4g.small"`. */
  readonly type: string;
  /** Parts that the keys are spread over, 1 to 90. @default 1 */
  readonly shards?: number;
  /** Of each shard, 0 to 5, in other zones; with one at least, AWS fails over to it. @default 1 */
  readonly replicas?: number;
  /** When AWS may upgrade it, in UTC: `"sun:03:00-sun:04:00"`. @default chosen by AWS */
  readonly maintenance?: string;
}

const common: Shape<CommonCacheArgs> = {
  network: component(() => Network, "a Network"),
  snapshots: duration.optional(),
  encryption: encryptionShape,
  alarms: alarmsShape<Partial<AlarmSettings>>({ topicArn }),
  transform: transformShape(cacheChildren),
};

export const cacheArgs = object<CommonCacheArgs & { limits?: CacheLimits; nodes?: CacheNodes }>({
  ...common,
  limits: object<CacheLimits>({
    storage: text('a size, such as "1 GB"').optional(),
    requests: number("a number of ECPU a second, such as 5000").optional(),
  }).optional(),
  nodes: object<CacheNodes>({
    type: text('a type of nodes, such as "cache.t4g.small"'),
    shards: number("a whole number from 1 to 90").optional(),
    replicas: number("a whole number from 0 to 5").optional(),
    maintenance: text('a time of the week in UTC, "sun:03:00-sun:04:00"').optional(),
  }).optional(),
});
