import type { KeyAttribute, KeySchema } from "../storage/keys";

export type { KeyAttribute, KeySchema };

export interface Throughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}

export interface Projection {
  readonly type: "ALL" | "KEYS_ONLY" | "INCLUDE";
  readonly attributes?: readonly string[];
}

export interface IndexRecord {
  readonly name: string;
  /** Of its entries. */
  readonly space: number;
  readonly isGlobal: boolean;
  readonly schema: KeySchema;
  readonly projection: Projection;
  readonly throughput?: Throughput;
  /** Entries of items that were there before it are still being made. */
  readonly isFilling?: boolean;
}

export type ViewType = "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES";

export interface StreamLink {
  readonly arn: string;
  readonly label: string;
  readonly space: number;
  readonly view: ViewType;
}

export interface TimeToLive {
  readonly attribute: string;
  /** Of the entries by time. */
  readonly space: number;
  readonly isFilling?: boolean;
}

/** A table, as it is kept. */
export interface TableRecord {
  readonly name: string;
  /** A UUID: another table of the same name has another one. */
  readonly id: string;
  readonly space: number;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly attributes: readonly KeyAttribute[];
  readonly schema: KeySchema;
  readonly indexes: readonly IndexRecord[];
  readonly isOnDemand: boolean;
  /** When it became so, milliseconds since the epoch. */
  readonly onDemandSince?: number;
  readonly throughput: Throughput;
  readonly lastIncrease?: number;
  readonly lastDecrease?: number;
  readonly tableClass?: "STANDARD" | "STANDARD_INFREQUENT_ACCESS";
  readonly isProtected: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly stream?: StreamLink;
  /** The stream it had last. */
  readonly latestStream?: Pick<StreamLink, "arn" | "label">;
  readonly timeToLive?: TimeToLive;
  /** Since when it can be restored, milliseconds since the epoch, and for how long. */
  readonly recovery?: { readonly since: number; readonly days: number };
  readonly encryption?: { readonly key: string };
}
