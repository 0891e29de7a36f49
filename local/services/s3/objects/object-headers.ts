import type { S3Parts } from "../s3-operation";
import { versionHeader } from "../s3-operation";
import type { Bucket } from "../storage/bucket";
import type { StoredObject } from "../storage/stored-object";
import { encryptionHeaders } from "./encryption";

/** What every answer about an object tells of it. */
export const objectHeaders = (services: S3Parts, bucket: Bucket, object: StoredObject): Record<string, string> => ({
  ...object.headers,
  "content-type": object.contentType,
  etag: object.etag,
  "last-modified": new Date(object.lastModified).toUTCString(),
  "accept-ranges": "bytes",
  ...encryptionHeaders(services, object.encryption),
  ...versionHeader(bucket, object.versionId),
  ...(object.tags && object.tags.length > 0 ? { "x-amz-tagging-count": String(object.tags.length) } : {}),
});
