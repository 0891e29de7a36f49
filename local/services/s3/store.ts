import { createHash } from "node:crypto";
import type { Collection, Storage } from "../../storage";

export interface StoredObject {
  readonly key: string;
  readonly contentType: string;
  /** In base64. */
  readonly body: string;
  readonly etag: string;
  readonly size: number;
  readonly lastModified: number;
  /** `x-amz-meta-*` and the headers that come back as they were given. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Buckets and their objects, whole, in the local cloud's own storage. */
export class S3Store {
  private readonly buckets: Collection<{ readonly name: string; readonly created: number }>;
  private readonly objects: Collection<StoredObject>;

  constructor(storage: Storage) {
    this.buckets = storage.collection("s3.buckets");
    this.objects = storage.collection("s3.objects");
  }

  createBucket(name: string, created: number): Promise<void> {
    return this.buckets.put(name, { name, created });
  }

  hasBucket(name: string): boolean {
    return this.buckets.get(name) !== undefined;
  }

  listBuckets(): { readonly name: string; readonly created: number }[] {
    return [...this.buckets.entries()].map(([, bucket]) => bucket);
  }

  get(bucket: string, key: string): StoredObject | undefined {
    return this.objects.get(address(bucket, key));
  }

  put(bucket: string, object: StoredObject): Promise<void> {
    return this.objects.put(address(bucket, object.key), object);
  }

  remove(bucket: string, key: string): Promise<void> {
    return this.objects.remove(address(bucket, key));
  }

  /** In order of their keys. */
  list(bucket: string): StoredObject[] {
    return [...this.objects.entries()]
      .filter(([name]) => name.startsWith(`${bucket}/`))
      .map(([, object]) => object)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}

/** Keys are up to 1,024 bytes long, more than the storage takes as one. */
const address = (bucket: string, key: string): string => `${bucket}/${createHash("sha256").update(key).digest("hex")}`;
