import type { S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import type { PosterForms } from "./upload-poster";

/** How long a form is good for; for less where the credentials of the function end before. */
const EXPIRES_SECONDS = 300;

/** Forms of S3, which takes nothing that their signed policy does not allow. */
export const s3PosterForms = (client: S3Client, Bucket: string, now: () => number = Date.now): PosterForms => ({
  async sign(Key, { contentType, size }) {
    // Of before it is signed: never later than what S3 takes it for.
    const expiresAt = new Date(now() + EXPIRES_SECONDS * 1000).toISOString();
    const { url, fields } = await createPresignedPost(client, {
      Bucket,
      Key,
      Fields: { "Content-Type": contentType },
      Conditions: [["content-length-range", 1, size]],
      Expires: EXPIRES_SECONDS,
    });
    return { url, fields, expiresAt };
  },
});
