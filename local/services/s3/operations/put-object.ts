import { createHash } from "node:crypto";
import { requireObject, type S3Operation } from "../s3-call";

/** Headers that come back with the object. */
const KEPT = /^(?:x-amz-meta-.+|cache-control|content-disposition|content-encoding|content-language|expires)$/;

export const putObject: S3Operation = async (services, call) => {
  requireObject(services, call, "s3:PutObject");
  const { body, headers } = call.request;
  const etag = `"${createHash("md5").update(body).digest("hex")}"`;
  await services.store.put(call.bucket, {
    key: call.key,
    // fidelity: docs: PutObject: binary/octet-stream where nothing is said
    contentType: headers["content-type"] ?? "binary/octet-stream",
    body: body.toString("base64"),
    etag,
    size: body.length,
    lastModified: services.clock.now(),
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT.test(name))),
  });
  return { status: 200, headers: { ETag: etag }, body: "" };
};
