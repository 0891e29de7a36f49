import { randomBytes } from "node:crypto";
import type { Collection, Storage } from "../../../data/storage";
import type { ObjectFiles } from "./object-files";
import type { ChecksumType, NewObject } from "./stored-object";

/** An upload in parts that has begun. */
export interface MultipartUpload {
  readonly id: string;
  readonly bucket: string;
  readonly initiated: number;
  /** Who began it, by ARN. */
  readonly initiator: string;
  readonly object: Omit<NewObject, "checksums" | "checksumType" | "etag" | "lastModified" | "parts" | "upload">;
  readonly algorithm?: string | undefined;
  readonly checksumType?: ChecksumType | undefined;
  /** Where the bytes were of the object that was there when it began. */
  readonly before?: string | undefined;
}

export interface UploadedPart {
  readonly number: number;
  /** With its quotes. */
  readonly etag: string;
  readonly size: number;
  readonly lastModified: number;
  readonly checksums: Readonly<Record<string, string>>;
  readonly file: string;
}

/** Uploads in parts, and the parts that came so far. */
export class Uploads {
  private readonly uploads: Collection<MultipartUpload>;
  private readonly parts: Collection<UploadedPart>;
  /** Those that are being put together. */
  readonly completing = new Set<string>();

  constructor(
    storage: Storage,
    private readonly files: ObjectFiles,
  ) {
    this.uploads = storage.collection("s3.uploads");
    this.parts = storage.collection("s3.parts");
  }

  async begin(upload: Omit<MultipartUpload, "id">): Promise<MultipartUpload> {
    const begun = { ...upload, id: randomBytes(48).toString("base64url") };
    await this.uploads.put(begun.id, begun);
    return begun;
  }

  find(bucket: string, key: string, id: string): MultipartUpload | undefined {
    const found = id === "" ? undefined : this.uploads.get(id);
    return found?.bucket === bucket && found.object.key === key ? found : undefined;
  }

  /** In order of keys, and of their beginning. */
  of(bucket: string): MultipartUpload[] {
    return [...this.uploads.entries()]
      .map(([, upload]) => upload)
      .filter((upload) => upload.bucket === bucket)
      .sort(
        (a, b) =>
          Buffer.compare(Buffer.from(a.object.key), Buffer.from(b.object.key)) ||
          a.initiated - b.initiated ||
          (a.id < b.id ? -1 : 1),
      );
  }

  /** In order of their numbers. */
  partsOf(id: string): UploadedPart[] {
    const found: UploadedPart[] = [];
    for (const [address, part] of this.parts.entries(`${id}/`)) {
      if (!address.startsWith(`${id}/`)) break;
      found.push(part);
    }
    return found;
  }

  async putPart(id: string, part: UploadedPart): Promise<void> {
    const address = `${id}/${String(part.number).padStart(5, "0")}`;
    const before = this.parts.get(address);
    await this.parts.put(address, part);
    if (before) await this.files.remove(before.file);
  }

  /** Forgets an upload and its parts. */
  async end(id: string): Promise<void> {
    const parts = this.partsOf(id);
    await this.uploads.remove(id);
    for (const { number } of parts) await this.parts.remove(`${id}/${String(number).padStart(5, "0")}`);
    await this.files.remove(...parts.map(({ file }) => file));
  }

  async endAll(bucket: string): Promise<void> {
    for (const { id } of this.of(bucket)) await this.end(id);
  }

  *allFiles(): Iterable<string> {
    for (const [, { file }] of this.parts.entries()) yield file;
  }
}
