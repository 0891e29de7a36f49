import type { Selector } from "./selector";

/** A distribution, ready to be executed. */
export interface DistributionPlan {
  readonly id: string;
  readonly arn: string;
  readonly domainName: string;
  readonly aliases: readonly string[];
  readonly enabled: boolean;
  readonly defaultRootObject: string | undefined;
  /** In order; the last one fits everything. */
  readonly behaviors: readonly Behavior[];
  readonly origins: ReadonlyMap<string, OriginTarget>;
  readonly customErrors: ReadonlyMap<number, CustomError>;
  readonly geo: GeoRestriction;
}

export interface Behavior {
  readonly pattern: string;
  /** Whether it is for a path, without dot segments. */
  fits(path: string): boolean;
  readonly target: string;
  readonly viewerProtocolPolicy: "allow-all" | "https-only" | "redirect-to-https";
  readonly allowed: ReadonlySet<string>;
  readonly cached: ReadonlySet<string>;
  readonly compress: boolean;
  readonly cache: CacheSettings;
  readonly forward: ForwardSettings;
  readonly responseHeaders: ResponseHeadersPlan | undefined;
  /** PEM by id of the public keys that may sign; absent: nobody has to. */
  readonly signers: ReadonlyMap<string, string> | undefined;
  readonly functions: Readonly<Partial<Record<"viewer-request" | "viewer-response", string>>>;
}

export interface CacheSettings {
  readonly minTtl: number;
  readonly defaultTtl: number;
  readonly maxTtl: number;
  readonly gzip: boolean;
  readonly brotli: boolean;
  readonly query: Selector;
  readonly cookies: Selector;
  /** In lower case. */
  readonly headers: readonly string[];
}

/** What of a viewer's request goes to the origin, besides what is in the cache key. */
export interface ForwardSettings {
  readonly query: Selector;
  readonly cookies: Selector;
  /** Whether a viewer's header, in lower case, is forwarded. */
  header(name: string): boolean;
  /** CloudFront's own headers that are added, in lower case. */
  readonly added: readonly string[];
  readonly legacy: boolean;
}

export interface CustomError {
  readonly cachingMinTtl: number;
  readonly page: string | undefined;
  readonly status: number;
}

export interface GeoRestriction {
  readonly type: "none" | "blacklist" | "whitelist";
  readonly countries: ReadonlySet<string>;
}

export interface OriginTarget {
  /** One, or the two of a group. */
  readonly members: readonly Origin[];
  /** Statuses of the first that send the request to the second. */
  readonly failover: ReadonlySet<number>;
}

export interface Origin {
  readonly id: string;
  readonly domainName: string;
  readonly path: string;
  readonly customHeaders: readonly (readonly [name: string, value: string])[];
  readonly connectionAttempts: number;
  readonly connectionTimeoutMs: number;
  readonly readTimeoutMs: number;
  /** `always`, `never`, `no-override` of an access control, for the bucket or another service. */
  readonly signing: { readonly kind: string; readonly behavior: string } | undefined;
  /** IAM ARN and canonical user of the identity that reads the bucket. */
  readonly identity: { readonly arn: string; readonly canonicalUser: string } | undefined;
  readonly protocol: "http-only" | "https-only" | "match-viewer";
  readonly httpPort: number;
  readonly httpsPort: number;
}

/** A header, and whether it takes the place of the origin's. */
export interface PolicyHeader {
  readonly name: string;
  readonly value: string;
  readonly override: boolean;
}

export interface CorsPlan {
  readonly credentials: boolean;
  readonly headers: readonly string[];
  readonly methods: readonly string[];
  readonly origins: readonly string[];
  readonly expose: readonly string[];
  readonly maxAge: number | undefined;
  readonly override: boolean;
}

export interface ResponseHeadersPlan {
  readonly cors: CorsPlan | undefined;
  readonly headers: readonly PolicyHeader[];
  /** In lower case. */
  readonly removed: ReadonlySet<string>;
  /** Percent of the answers that get Server-Timing. */
  readonly serverTiming: number;
}
