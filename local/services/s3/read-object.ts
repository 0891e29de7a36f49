import { read } from "../../wire/operations/members";
import { restOperation } from "../../wire/operations/rest-operation";
import { resource, type Subject } from "../../wire/operations/right";
import { ServiceError } from "../../wire/service-error";
import { requireReadable } from "./conditions";
import { readRange } from "./range";
import { asked, requireBucket, type S3Call, type S3Operation, type S3Parts } from "./s3-operation";
import type { StoredObject } from "./storage/stored-object";

const MEMBERS = {
  header: {
    ...read("if-match", "if-modified-since", "if-none-match", "if-unmodified-since", "range", "x-amz-checksum-mode"),
    "x-amz-request-payer": ["requester"],
  },
  query: read(
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires",
  ),
};

/** The object that a call names. */
// fidelity: docs: GetObject, permissions: who may not list does not learn that there is no such object
const objectOf = (services: S3Parts, call: S3Call): Subject<StoredObject> =>
  resource(asked(services, call), (also) => {
    const { name } = requireBucket(services, call);
    const object = services.store.get(name, call.key);
    if (object) return object;
    also({ ...asked(services, { ...call, key: "" }), action: "s3:ListBucket" });
    throw new ServiceError("NoSuchKey", "The specified key does not exist.", 404, { Key: call.key });
  });

/** GetObject and HeadObject, which differ in the body alone. */
export const readObject = (name: string): S3Operation =>
  restOperation(name, MEMBERS, { action: "s3:GetObject", on: objectOf }, (services) => async (call, object) => {
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
  });

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
