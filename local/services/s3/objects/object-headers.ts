import type { S3Parts } from "../s3-operation";
import { versionHeader } from "../s3-operation";
import type { Bucket } from "../storage/bucket";
import type { StoredObject } from "../storage/stored-object";
import { encryptionHeaders } from "./encryption";

/** fidelity: docs: S3 user guide, "Working with object metadata": other letters than ASCII's as RFC 2047 has them */
const mailSafe = (headers: StoredObject["headers"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
      if (!name.startsWith("x-amz-meta-") || /^[\x00-\x7f]*$/.test(value)) return [name, value];
      // Node reads each byte of a header as a character.
      return [name, `=?UTF-8?B?${Buffer.from(value, "latin1").toString("base64")}?=`];
    }),
  );

/** What every answer about an object tells of it. */
export const objectHeaders = (services: S3Parts, bucket: Bucket, object: StoredObject): Record<string, string> => ({
  ...mailSafe(object.headers),
  "content-type": object.contentType,
  etag: object.etag,
  "last-modified": new Date(object.lastModified).toUTCString(),
  "accept-ranges": "bytes",
  ...encryptionHeaders(services, object.encryption),
  ...versionHeader(bucket, object.versionId),
  ...(object.tags && object.tags.length > 0 ? { "x-amz-tagging-count": String(object.tags.length) } : {}),
});
