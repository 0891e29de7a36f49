import { ServiceError } from "../../../wire/service-error";
import { requireWritable } from "../conditions";
import { arnOf, requireS3, type S3Operation, targetBucket, xmlAnswer } from "../s3-operation";

export const copyObject: S3Operation = async (services, call) => {
  targetBucket(services, call, "s3:PutObject");
  const { bucket, key, request } = call;
  const { headers } = request;
  const source = sourceOf(headers["x-amz-copy-source"] ?? "");
  requireS3(services, { ...call, ...source }, "s3:GetObject", arnOf(services, source));
  const found = services.store.get(source.bucket, source.key);
  if (!found) throw new ServiceError("NoSuchKey", "The specified key does not exist.", 404, { Key: source.key });
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
};

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
