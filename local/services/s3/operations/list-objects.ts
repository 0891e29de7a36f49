import { xml } from "../../../wire/xml";
import { requireObject, type S3Operation } from "../s3-call";

/** ListObjects and ListObjectsV2 by prefix, at most 1,000; common prefixes and pages are not emulated. */
export const listObjects: S3Operation = (services, call) => {
  requireObject(services, call, "s3:ListBucket");
  const { query, bucket } = call;
  const prefix = query.get("prefix") ?? "";
  const max = Math.min(Number(query.get("max-keys") ?? 1000), 1000);
  const found = services.store.list(bucket).filter(({ key }) => key.startsWith(prefix));
  const body = xml(
    "ListBucketResult",
    {
      Name: bucket,
      Prefix: prefix,
      MaxKeys: max,
      ...(query.get("list-type") === "2" && { KeyCount: Math.min(found.length, max) }),
      IsTruncated: found.length > max,
      Contents: found.slice(0, max).map((object) => ({
        Key: object.key,
        LastModified: new Date(object.lastModified).toISOString(),
        ETag: object.etag,
        Size: object.size,
        StorageClass: "STANDARD",
      })),
    },
    ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"',
  );
  return {
    status: 200,
    headers: { "Content-Type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  };
};
