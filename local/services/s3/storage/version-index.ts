import type { Entries, Storage } from "../../../data/storage";
import { isMarker, type ObjectVersion, type StoredObject } from "./stored-object";

/** All versions of all objects: in order of buckets, of the bytes of keys, of age with the newest first. */
export class VersionIndex {
  private readonly entries: Entries;
  private last = 0;

  constructor(private readonly storage: Storage) {
    this.entries = storage.entries("s3");
  }

  /** Puts a version before all others of its key, in the place of one of them where `replaced` is given. */
  put(bucket: string, version: ObjectVersion, replaced?: ObjectVersion): Promise<void> {
    const key = addressOf(bucket, version.key, this.nextAge());
    return this.storage.atomically(() => {
      if (replaced) this.drop(bucket, replaced);
      this.entries.put(key, JSON.stringify(version));
    });
  }

  /** Changes what is known of a version, which keeps its place. */
  change(bucket: string, version: ObjectVersion): Promise<void> {
    return this.storage.atomically(() => {
      const found = this.find(bucket, version);
      if (found) this.entries.put(found, JSON.stringify(version));
    });
  }

  remove(bucket: string, ...versions: readonly ObjectVersion[]): Promise<void> {
    return this.storage.atomically(() => {
      for (const version of versions) this.drop(bucket, version);
    });
  }

  /** The newest version of a key. */
  newest(bucket: string, key: string): ObjectVersion | undefined {
    for (const version of this.of(bucket, key)) return version;
    return undefined;
  }

  version(bucket: string, key: string, versionId: string): ObjectVersion | undefined {
    for (const version of this.of(bucket, key)) if (version.versionId === versionId) return version;
    return undefined;
  }

  /** Objects as they are now, with keys behind `after`, or from `from` on. */
  *objects(bucket: string, start: KeyStart = {}): Iterable<StoredObject> {
    let key: string | undefined;
    for (const version of this.versions(bucket, start)) {
      if (version.key !== key && !isMarker(version)) yield version;
      key = version.key;
    }
  }

  *versions(bucket: string, start: KeyStart = {}): Iterable<ObjectVersion> {
    for (const { value } of this.entries.range(beginOf(bucket, start), endOf(bucket))) yield JSON.parse(value);
  }

  /** Names of all files that versions have. */
  *files(): Iterable<string> {
    for (const { value } of this.entries.range(Buffer.alloc(0), Buffer.from([0xff]))) {
      const version: ObjectVersion = JSON.parse(value);
      if (!isMarker(version)) yield version.file;
    }
  }

  private *of(bucket: string, key: string): Iterable<ObjectVersion> {
    for (const { value } of this.entries.range(addressOf(bucket, key), behind(bucket, key))) yield JSON.parse(value);
  }

  private drop(bucket: string, version: ObjectVersion): void {
    const found = this.find(bucket, version);
    if (found) this.entries.remove(found);
  }

  private find(bucket: string, { key, versionId }: ObjectVersion): Buffer | undefined {
    for (const entry of this.entries.range(addressOf(bucket, key), behind(bucket, key))) {
      if (JSON.parse(entry.value).versionId === versionId) return Buffer.from(entry.key);
    }
    return undefined;
  }

  /** Smaller with time. */
  private nextAge(): string {
    this.last = Math.max(this.last + 1, Date.now() * 1000);
    return (Number.MAX_SAFE_INTEGER - this.last).toString(16).padStart(14, "0");
  }
}

/** Where a list begins: at a key, behind one, or behind all that begin with a text. */
export interface KeyStart {
  readonly from?: string;
  readonly after?: string;
  readonly past?: string;
}

/** A zero within a key is written so that a key sorts before all that begin with it, and ends with another mark. */
const bytesOf = (bucket: string, key: string): Buffer =>
  Buffer.from(`${bucket}\0${key.includes("\0") ? key.replaceAll("\0", "\0\u0002") : key}`);

const addressOf = (bucket: string, key: string, age?: string): Buffer =>
  age === undefined ? bytesOf(bucket, key) : Buffer.concat([bytesOf(bucket, key), Buffer.from(`\0\u0001${age}`)]);

const behind = (bucket: string, key: string): Buffer => Buffer.concat([bytesOf(bucket, key), Buffer.from("\0\u0001~")]);

const beginOf = (bucket: string, { from = "", after, past }: KeyStart): Buffer => {
  if (past !== undefined) return Buffer.concat([bytesOf(bucket, past), Buffer.from([0xff])]);
  return after === undefined ? addressOf(bucket, from) : behind(bucket, after);
};

const endOf = (bucket: string): Buffer => Buffer.from(`${bucket}\u0001`);
