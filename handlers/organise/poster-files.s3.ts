import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { PosterFiles } from "./check-poster";

/** Uploads and posters in one bucket. */
export const s3PosterFiles = (client: S3Client, Bucket: string): PosterFiles => ({
  async read(Key) {
    try {
      const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return { bytes: Buffer.from((await Body?.transformToByteArray()) ?? []), contentType: ContentType };
    } catch (error) {
      // Whoever may list a part of a bucket alone is not told that an object is absent.
      if (["NoSuchKey", "AccessDenied"].includes(Object(error).name)) return undefined;
      throw error;
    }
  },
  async publish(Key, ContentType, Body) {
    const CacheControl = "public, max-age=31536000, immutable";
    await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType, CacheControl }));
  },
  async remove(Key) {
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
  },
});
