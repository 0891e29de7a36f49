/** A key as it lies in storage, with its material, readable to whoever may read `.local/`. */
export interface KeyRecord {
  readonly id: string;
  readonly arn: string;
  readonly description: string;
  /** As it was written. */
  readonly policy: string;
  readonly enabled: boolean;
  readonly createdAt: number;
  /** Of one that is scheduled for deletion. Milliseconds since the epoch. */
  readonly deletionAt?: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Days between two rotations; absent while it is not rotated. */
  readonly rotationDays?: number;
  readonly multiRegion: boolean;
  /** Base64, the newest last: a rotated key still opens what its older ones have closed. */
  readonly materials: readonly string[];
  readonly grants: readonly KeyGrant[];
}

export interface KeyGrant {
  readonly id: string;
  readonly token: string;
  readonly name?: string | undefined;
  readonly grantee: string;
  readonly retiring?: string | undefined;
  readonly operations: readonly string[];
  readonly constraints?: GrantConstraints | undefined;
  readonly createdAt: number;
}

export interface GrantConstraints {
  readonly EncryptionContextEquals?: Readonly<Record<string, string>> | undefined;
  readonly EncryptionContextSubset?: Readonly<Record<string, string>> | undefined;
}

export interface AliasRecord {
  /** `alias/orders`. */
  readonly name: string;
  readonly keyId: string;
  readonly createdAt: number;
  readonly changedAt: number;
}

export type EncryptionContext = Readonly<Record<string, string>>;
