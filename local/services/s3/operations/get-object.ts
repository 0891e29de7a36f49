import { ServiceError } from "../../../wire/service-error";
import { requireObject, type S3Operation } from "../s3-call";

/** GetObject and HeadObject. */
// fidelity: observed: conformance aws-s3-missing-object-200, aws-s3-response-*
export const getObject: S3Operation = (services, call) => {
  requireObject(services, call, "s3:GetObject");
  const object = services.store.get(call.bucket, call.key);
  if (!object) throw new ServiceError("NoSuchKey", "The specified key does not exist.", 404, { Key: call.key });
  return {
    status: 200,
    headers: {
      ...object.headers,
      "Content-Type": object.contentType,
      ETag: object.etag,
      "Last-Modified": new Date(object.lastModified).toUTCString(),
      "Accept-Ranges": "bytes",
    },
    body: call.request.method === "HEAD" ? "" : Buffer.from(object.body, "base64"),
  };
};
