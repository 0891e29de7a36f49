import { randomBytes } from "node:crypto";
import type { Storage } from "../../../data/storage";
import { Buckets } from "./buckets";
import { etagOf, ObjectFiles } from "./object-files";
import { moveOlderObjects } from "./older-objects";
import { isMarker, type NewObject, type ObjectVersion, type StoredObject } from "./stored-object";
import { newVersionId } from "./version-id";
import { type KeyStart, VersionIndex } from "./version-index";

/** Refuses a write or a deletion, knowing the object as it is before. */
type Check = (before: StoredObject | undefined) => void;

/** Bytes, or files that hold them one after the other. */
type Content = Buffer | { readonly files: readonly string[]; readonly size: number };

/** What became of a deletion. */
export interface Deleted {
  readonly versionId?: string;
  readonly marker?: boolean;
}

/** Buckets, their objects and the older versions of them: bytes as files in `.local/s3`, all else in storage. */
export class ObjectStore {
  readonly buckets: Buckets;
  readonly files: ObjectFiles;
  private readonly index: VersionIndex;
  /** The last write of each object that is being written. */
  private readonly writing = new Map<string, Promise<unknown>>();

  constructor(
    private readonly storage: Storage,
    folder: string,
  ) {
    this.buckets = new Buckets(storage);
    this.files = new ObjectFiles(folder);
    this.index = new VersionIndex(storage);
  }

  /** The object as it is now. */
  get(bucket: string, key: string): StoredObject | undefined {
    const newest = this.index.newest(bucket, key);
    return isMarker(newest) ? undefined : newest;
  }

  /** That version, or without an id the newest, which may be a marker. */
  version(bucket: string, key: string, versionId?: string): ObjectVersion | undefined {
    return versionId === undefined ? this.index.newest(bucket, key) : this.index.version(bucket, key, versionId);
  }

  bytes({ file, size }: StoredObject, range?: { readonly first: number; readonly last: number }): Promise<Buffer> {
    return size === 0 ? Promise.resolve(Buffer.alloc(0)) : this.files.read(file, range);
  }

  /** The object is there, whole, once its record is. `check` may refuse, knowing what the write would replace. */
  put(bucket: string, object: NewObject, content: Content, check: Check = () => {}): Promise<StoredObject> {
    return this.inTurn(bucket, object.key, async () => {
      check(this.get(bucket, object.key));
      const stored: StoredObject = {
        ...object,
        etag: object.etag ?? newEtag(object, content),
        size: Buffer.isBuffer(content) ? content.length : content.size,
        file: await (Buffer.isBuffer(content) ? this.files.write(content) : this.files.join(content.files)),
        versionId: this.keepsVersions(bucket) ? newVersionId() : "null",
      };
      await this.replace(bucket, stored);
      return stored;
    });
  }

  /** Changes what is told of a version. */
  change(bucket: string, object: StoredObject): Promise<void> {
    return this.index.change(bucket, object);
  }

  /** Deletes an object, leaving a marker where its versions are kept; or a version for good. */
  remove(bucket: string, key: string, versionId?: string, lastModified = 0, check: Check = () => {}): Promise<Deleted> {
    return this.inTurn(bucket, key, async () => {
      const found = this.version(bucket, key, versionId);
      check(found && !isMarker(found) ? found : undefined);
      if (versionId !== undefined) {
        if (found) await this.end(bucket, found);
        return { versionId, ...(isMarker(found) && { marker: true }) };
      }
      if (this.buckets.get(bucket)?.versioning === undefined) {
        if (found) await this.end(bucket, found);
        return {};
      }
      const id = this.keepsVersions(bucket) ? newVersionId() : "null";
      await this.replace(bucket, { key, versionId: id, lastModified, marker: true });
      return { versionId: id, marker: true };
    });
  }

  /** Everything in a bucket, versions and markers too. */
  async empty(bucket: string): Promise<void> {
    await this.end(bucket, ...this.index.versions(bucket));
  }

  /** Objects as they are now, in order of the bytes of their keys. */
  objects(bucket: string, start?: KeyStart): Iterable<StoredObject> {
    return this.index.objects(bucket, start);
  }

  versions(bucket: string, start?: KeyStart): Iterable<ObjectVersion> {
    return this.index.versions(bucket, start);
  }

  /** Takes in what an older version has written, and ends what a kill has left; `others` are files that are used too. */
  async start(others: Iterable<string>): Promise<void> {
    await moveOlderObjects(this.storage, this.index);
    await this.files.sweep(new Set([...this.index.files(), ...others]));
  }

  private keepsVersions(bucket: string): boolean {
    return this.buckets.get(bucket)?.versioning === "Enabled";
  }

  /** Puts a version on top, and ends the one without an id that it takes the place of. */
  private async replace(bucket: string, version: ObjectVersion): Promise<void> {
    const before = version.versionId === "null" ? this.version(bucket, version.key, "null") : undefined;
    await this.index.put(bucket, version, before);
    if (before && !isMarker(before)) await this.files.remove(before.file);
  }

  private async end(bucket: string, ...versions: readonly ObjectVersion[]): Promise<void> {
    await this.index.remove(bucket, ...versions);
    await this.files.remove(...versions.flatMap((version) => (isMarker(version) ? [] : [version.file])));
  }

  private async inTurn<Result>(bucket: string, key: string, write: () => Promise<Result>): Promise<Result> {
    const name = `${bucket}/${key}`;
    const turn = (this.writing.get(name) ?? Promise.resolve()).then(write, write);
    this.writing.set(name, turn);
    try {
      return await turn;
    } finally {
      if (this.writing.get(name) === turn) this.writing.delete(name);
    }
  }
}

/** fidelity: docs: S3 API reference, "Object": the MD5 of the content, unless a key of KMS or of the caller encrypts it */
const newEtag = ({ encryption }: NewObject, content: Content): string => {
  const plain = encryption === undefined || (encryption.algorithm === "AES256" && !encryption.customerKey);
  return etagOf(plain && Buffer.isBuffer(content) ? content : randomBytes(16));
};
