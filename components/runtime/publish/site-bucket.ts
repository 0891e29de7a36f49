import {
  DeleteObjectsCommand,
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from "@aws-sdk/client-s3";
import { MANIFEST_KEY, type Manifest, PUBLISHED_FOLDER, SITE_FOLDER } from "../../contracts/publication";
import type { SiteFiles, StoredFile } from "./publish";
import type { PublishedManifest } from "./surplus";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html (read 2026-11) */
const MOST_KEYS = 1000;

export const siteBucket = (s3: S3Client, Bucket: string): SiteFiles => {
  /** What there is below a folder. */
  const below = async (Prefix: string): Promise<StoredFile[]> => {
    const found: StoredFile[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix }))
      for (const { Key = Prefix, LastModified = new Date(0) } of Contents)
        found.push({ path: Key.slice(Prefix.length), at: LastModified });
    return found;
  };
  const read = async (Key: string): Promise<Manifest> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    // Written by the deployment, or below.
    return JSON.parse((await Body?.transformToString()) ?? "") as Manifest;
  };
  const remove = async (all: readonly string[]): Promise<void> => {
    for (let start = 0; start < all.length; start += MOST_KEYS) {
      const Objects = all.slice(start, start + MOST_KEYS).map((Key) => ({ Key }));
      const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
      const [first] = Errors;
      if (first) throw new Error(`${Errors.length} files could not be deleted; ${first.Key}: ${first.Message}`);
    }
  };
  return {
    manifest: () => read(MANIFEST_KEY),
    async published() {
      const found: PublishedManifest[] = [];
      for (const { path } of await below(PUBLISHED_FOLDER)) {
        const key = `${PUBLISHED_FOLDER}${path}`;
        const at = new Date(path.slice(0, -".json".length));
        if (!Number.isNaN(at.getTime())) found.push({ key, at, manifest: await read(key) });
      }
      return found;
    },
    async record(manifest, at) {
      const Key = `${PUBLISHED_FOLDER}${at.toISOString()}.json`;
      const Body = JSON.stringify(manifest);
      await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: "application/json" }));
    },
    forget: (published) => remove(published.map(({ key }) => key)),
    list: () => below(SITE_FOLDER),
    remove: (paths) => remove(paths.map((path) => `${SITE_FOLDER}${path}`)),
  };
};
