import type { Collection, Storage } from "../../../data/storage";
import type { Properties } from "../../../engine/resources/resource-type";

/** A resource that distributions name: a policy, an access control, a key. */
export interface KeptPart {
  readonly id: string;
  /** What it was declared with. */
  readonly inputs: Properties;
  readonly outputs: Properties;
}

export interface DistributionRecord {
  readonly id: string;
  readonly arn: string;
  readonly domainName: string;
  /** Of 127.0.0.1, the same after a restart. */
  readonly port: number;
  readonly inputs: Properties;
  readonly etag: string;
  /** ISO date. */
  readonly modified: string;
}

export interface InvalidationRecord {
  readonly id: string;
  readonly distribution: string;
  readonly reference: string;
  readonly paths: readonly string[];
  /** ISO date. */
  readonly created: string;
}

/** Code of one stage of a function. */
export interface FunctionStage {
  readonly code: string;
  readonly runtime: "cloudfront-js-1.0" | "cloudfront-js-2.0";
  /** ARN of the key value store that it reads. */
  readonly store?: string;
}

export interface FunctionRecord extends FunctionStage {
  readonly name: string;
  readonly arn: string;
  readonly inputs: Properties;
  readonly etag: string;
  /** As it was last published: what distributions run. */
  readonly live?: FunctionStage & { readonly etag: string };
}

export interface KeyValueStoreRecord {
  readonly id: string;
  readonly arn: string;
  /** ISO date. */
  readonly created: string;
  readonly outputs: Properties;
}

export const PARTS = [
  "cachePolicy",
  "originRequestPolicy",
  "responseHeadersPolicy",
  "originAccessControl",
  "originAccessIdentity",
  "publicKey",
  "keyGroup",
] as const;

export type PartKind = (typeof PARTS)[number];

/** Everything of CloudFront that the local cloud must not forget. */
export class Store {
  readonly distributions: Collection<DistributionRecord>;
  readonly invalidations: Collection<InvalidationRecord>;
  readonly functions: Collection<FunctionRecord>;
  readonly keyValueStores: Collection<KeyValueStoreRecord>;
  /** By `<ARN of the store>,<key>`; changed: milliseconds. */
  readonly keyValues: Collection<{ readonly value: string; readonly changed: number }>;
  private readonly parts = new Map<PartKind, Collection<KeptPart>>();

  constructor(storage: Storage) {
    this.distributions = storage.collection("cloudfront.distributions");
    this.invalidations = storage.collection("cloudfront.invalidations");
    this.functions = storage.collection("cloudfront.functions");
    this.keyValueStores = storage.collection("cloudfront.key-value-stores");
    this.keyValues = storage.collection("cloudfront.key-values");
    for (const kind of PARTS) this.parts.set(kind, storage.collection(`cloudfront.${kind}`));
  }

  of(kind: PartKind): Collection<KeptPart> {
    const found = this.parts.get(kind);
    if (!found) throw new Error(`CloudFront has no ${kind}`);
    return found;
  }
}
