import type { Collection, Storage } from "../../../data/storage";
import type { Bucket } from "./bucket";

/** The buckets of the account. */
export class Buckets {
  private readonly records: Collection<Bucket>;

  constructor(storage: Storage) {
    this.records = storage.collection("s3.buckets");
  }

  get(name: string): Bucket | undefined {
    return this.records.get(name);
  }

  /** In order of their names. */
  all(): Bucket[] {
    return [...this.records.entries()].map(([, bucket]) => bucket);
  }

  put(bucket: Bucket): Promise<void> {
    return this.records.put(bucket.name, bucket);
  }

  /** Sets some of what is known of a bucket; what is `undefined` is taken from it. */
  change(name: string, change: { readonly [Name in keyof Bucket]?: Bucket[Name] | undefined }): Promise<void> {
    // JSON leaves out what is undefined.
    return this.records.update(name, (bucket) => ({ ...bucket, ...(change as Partial<Bucket>) }));
  }

  remove(name: string): Promise<void> {
    return this.records.remove(name);
  }
}
