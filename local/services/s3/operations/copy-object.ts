import { read } from "../../../wire/operations/members";
import { restOperation } from "../../../wire/operations/rest-operation";
import type { Subject } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { requireWritable } from "../conditions";
import { PRIVATE_OBJECT } from "../private-object";
import { asked, requireBucket, type S3Call, type S3Operation, type S3Parts, xmlAnswer } from "../s3-operation";
import type { StoredObject } from "../storage/stored-object";

const MEMBERS = {
  header: {
    ...read("content-type", "if-match", "if-none-match", "x-amz-copy-source", "x-amz-metadata-directive"),
    ...PRIVATE_OBJECT,
  },
};

/** The bucket that is written to; then the object that is read. */
const places = (services: S3Parts, call: S3Call): Subject<StoredObject> => {
  const source = sourceOf(call.request.headers["x-amz-copy-source"] ?? "");
  return {
    asked: [asked(services, call), { ...asked(services, source), action: "s3:GetObject" }],
    target() {
      requireBucket(services, call);
      const found = services.store.get(source.bucket, source.key);
      if (found) return found;
      throw new ServiceError("NoSuchKey", "The specified key does not exist.", 404, { Key: source.key });
    },
  };
};

export const copyObject: S3Operation = restOperation(
  "CopyObject",
  MEMBERS,
  { action: ["s3:PutObject", "s3:GetObject"], on: places },
  (services) =>
    async ({ bucket, key, request: { headers } }, found) => {
      const replaced = headers["x-amz-metadata-directive"]?.toUpperCase() === "REPLACE";
      const metadata = Object.entries(headers).filter(([name]) => name.startsWith("x-amz-meta-"));
      const copy = {
        ...found,
        key,
        lastModified: services.clock.now(),
        ...(replaced
          ? { headers: Object.fromEntries(metadata), contentType: headers["content-type"] || "binary/octet-stream" }
          : {}),
      };
      const bytes = await services.store.bytes(found);
      const stored = await services.store.put(bucket, copy, bytes, (before) => requireWritable(headers, key, before));
      const LastModified = new Date(stored.lastModified).toISOString();
      return xmlAnswer("CopyObjectResult", { ETag: stored.etag, LastModified });
    },
);

/** `/bucket/key`, percent-encoded. */
const sourceOf = (header: string): { bucket: string; key: string } => {
  const [, bucket, key] = /^\/?([^/]+)\/([^?]+)$/.exec(header) ?? [];
  if (bucket === undefined || key === undefined) {
    throw new ServiceError(
      "InvalidArgument",
      "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
      400,
    );
  }
  return { bucket, key: decodeURIComponent(key) };
};
