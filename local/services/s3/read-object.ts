import { ServiceError } from "../../wire/service-error";
import type { ApiResponse } from "../service";
import { requireReadable } from "./conditions";
import type { StoredObject } from "./object-store";
import { readRange } from "./range";
import { arnOf, requireS3, type S3Call, type S3Services, targetBucket } from "./s3-operation";

/** The answer to GetObject and HeadObject, which differ in the body alone. */
export const readObject = async (services: S3Services, call: S3Call): Promise<ApiResponse> => {
  targetBucket(services, call, "s3:GetObject");
  const object = services.store.get(call.bucket, call.key) ?? missing(services, call);
  const { headers } = call.request;
  requireReadable(headers, object);
  const range = readRange(headers.range, object.size);
  const bytes = await services.store.bytes(object);
  const body = range ? bytes.subarray(range.first, range.last + 1) : bytes;
  return {
    status: range ? 206 : 200,
    headers: {
      ...headersOf(object, call),
      ...(range ? { "content-range": `bytes ${range.first}-${range.last}/${object.size}` } : {}),
      "content-length": String(body.length),
    },
    body: call.request.method === "HEAD" ? "" : body,
  };
};

// fidelity: docs: GetObject, permissions: who may not list does not learn that there is no such object
const missing = (services: S3Services, call: S3Call): never => {
  requireS3(services, call, "s3:ListBucket", arnOf(services, { ...call, key: "" }));
  throw new ServiceError("NoSuchKey", "The specified key does not exist.", 404, { Key: call.key });
};

/** The caller may put other headers in the place of the object's own. */
const headersOf = (object: StoredObject, { request, query }: S3Call): Record<string, string> => {
  const headers: Record<string, string> = {
    ...object.headers,
    "content-type": object.contentType,
    etag: object.etag,
    "last-modified": new Date(object.lastModified).toUTCString(),
    "accept-ranges": "bytes",
  };
  const whole = request.headers.range === undefined;
  if (whole && request.headers["x-amz-checksum-mode"]?.toUpperCase() === "ENABLED") {
    Object.assign(headers, object.checksums);
  }
  for (const [name, value] of query) {
    if (name.startsWith("response-")) headers[name.slice("response-".length)] = value;
  }
  return headers;
};
