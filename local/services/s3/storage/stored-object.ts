import type { Tag } from "./tag";

/** How an object is encrypted; absent of older ones, which are as buckets encrypt by default. */
export interface Encryption {
  readonly algorithm: "AES256" | "aws:kms" | "aws:kms:dsse";
  /** Key, alias or ARN as it was asked for. Absent: the key that AWS manages. */
  readonly keyId?: string | undefined;
  readonly bucketKey?: boolean | undefined;
  /** MD5 of the key that only the caller has. */
  readonly customerKey?: string | undefined;
}

export interface Part {
  readonly size: number;
  readonly checksums: Readonly<Record<string, string>>;
}

/** How the checksums of an object made of parts came about. */
export type ChecksumType = "COMPOSITE" | "FULL_OBJECT";

interface Version {
  readonly key: string;
  /** `null` where the bucket kept no versions. */
  readonly versionId: string;
  readonly lastModified: number;
}

/** Stands where an object was deleted and its versions are kept. */
export interface DeleteMarker extends Version {
  readonly marker: true;
}

export interface StoredObject extends Version {
  readonly contentType: string;
  /** With its quotes. */
  readonly etag: string;
  readonly size: number;
  /** Headers that come back as they were given, `x-amz-meta-*` among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** `x-amz-checksum-*`, told to who asks for it. */
  readonly checksums: Readonly<Record<string, string>>;
  readonly checksumType?: ChecksumType | undefined;
  readonly tags?: readonly Tag[] | undefined;
  readonly encryption?: Encryption | undefined;
  /** Of an object that was uploaded in parts; by number, which may leave some out. */
  readonly parts?: Readonly<Record<string, Part>> | undefined;
  /** Id of the upload that put it together. */
  readonly upload?: string | undefined;
  /** Where its bytes are. */
  readonly file: string;
}

export type ObjectVersion = StoredObject | DeleteMarker;

/** What is written: where its bytes are to be, and under which version, the store decides. */
export type NewObject = Omit<StoredObject, "file" | "size" | "etag" | "versionId"> & { readonly etag?: string };

export const isMarker = (version: ObjectVersion | undefined): version is DeleteMarker =>
  version !== undefined && "marker" in version;

/** STANDARD is kept nowhere, as no answer about an object alone tells it. */
// fidelity: docs: HeadObject, x-amz-storage-class
export const storageClassOf = ({ headers }: Pick<StoredObject, "headers">): string =>
  headers["x-amz-storage-class"] ?? "STANDARD";
