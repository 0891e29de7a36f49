import { createHash, randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Collection, Storage } from "../../data/storage";

export interface Bucket {
  readonly name: string;
  readonly created: number;
  /** Resource policy as the program wrote it. */
  readonly policy?: string;
}

export interface StoredObject {
  readonly key: string;
  readonly contentType: string;
  /** With its quotes. */
  readonly etag: string;
  readonly size: number;
  readonly lastModified: number;
  /** Headers that come back as they were given, `x-amz-meta-*` among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** `x-amz-checksum-*`, told to who asks for it. */
  readonly checksums: Readonly<Record<string, string>>;
  /** Where its bytes are. */
  readonly file: string;
}

type Check = (before: StoredObject | undefined) => void;

export type NewObject = Omit<StoredObject, "file" | "size" | "etag">;

/** Buckets and their objects: bytes as files in `.local/s3`, all else in storage. */
export class ObjectStore {
  private readonly buckets: Collection<Bucket>;
  private readonly objects: Collection<StoredObject>;
  private readonly folder: string;
  /** The last write of each object that is being written. */
  private readonly writing = new Map<string, Promise<unknown>>();

  constructor(storage: Storage, folder: string) {
    this.buckets = storage.collection("s3.buckets");
    this.objects = storage.collection("s3.objects");
    this.folder = join(folder, "s3");
  }

  bucket(name: string): Bucket | undefined {
    return this.buckets.get(name);
  }

  allBuckets(): Bucket[] {
    return [...this.buckets.entries()].map(([, bucket]) => bucket);
  }

  putBucket(bucket: Bucket): Promise<void> {
    return this.buckets.put(bucket.name, bucket);
  }

  removeBucket(name: string): Promise<void> {
    return this.buckets.remove(name);
  }

  get(bucket: string, key: string): StoredObject | undefined {
    return this.objects.get(address(bucket, key));
  }

  bytes(object: StoredObject): Promise<Buffer> {
    return readFile(join(this.folder, object.file));
  }

  /** The object is there, whole, once its record is. `check` may refuse, knowing what the write would replace. */
  put(bucket: string, object: NewObject, bytes: Buffer, check: Check = () => {}): Promise<StoredObject> {
    return this.inTurn(address(bucket, object.key), () => this.write(bucket, object, bytes, check));
  }

  private async write(
    bucket: string,
    { key, ...object }: NewObject,
    bytes: Buffer,
    check: Check,
  ): Promise<StoredObject> {
    const before = this.get(bucket, key);
    check(before);
    const etag = `"${createHash("md5").update(bytes).digest("hex")}"`;
    const stored = { ...object, key, etag, size: bytes.length, file: randomUUID() };
    mkdirSync(this.folder, { recursive: true });
    await writeFile(join(this.folder, stored.file), bytes);
    await this.objects.put(address(bucket, key), stored);
    if (before) await this.removeFile(before.file);
    return stored;
  }

  remove(bucket: string, key: string): Promise<void> {
    return this.inTurn(address(bucket, key), async () => {
      const before = this.get(bucket, key);
      if (!before) return;
      await this.objects.remove(address(bucket, key));
      await this.removeFile(before.file);
    });
  }

  private async inTurn<Result>(name: string, write: () => Promise<Result>): Promise<Result> {
    const turn = (this.writing.get(name) ?? Promise.resolve()).then(write, write);
    this.writing.set(name, turn);
    try {
      return await turn;
    } finally {
      if (this.writing.get(name) === turn) this.writing.delete(name);
    }
  }

  /** In order of the bytes of their keys. */
  list(bucket: string): StoredObject[] {
    return [...this.objects.entries()]
      .filter(([name]) => name.startsWith(`${bucket}/`))
      .map(([, object]) => object)
      .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  }

  /** A process that was killed may have left files that no object has. */
  async sweep(): Promise<void> {
    const used = new Set([...this.objects.entries()].map(([, { file }]) => file));
    const files = await readdir(this.folder).catch(() => []);
    for (const file of files) if (!used.has(file)) await this.removeFile(file);
  }

  private removeFile(file: string): Promise<void> {
    return rm(join(this.folder, file), { force: true });
  }
}

/** Keys are up to 1,024 bytes long, more than the storage takes as one. */
const address = (bucket: string, key: string): string => `${bucket}/${createHash("sha256").update(key).digest("hex")}`;
