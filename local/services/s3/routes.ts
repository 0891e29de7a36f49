import { ServiceError } from "../../wire/service-error";
import type { ApiRequest } from "../../wire/transport/api-request";
import { getBucketAcl, getObjectAcl, putBucketAcl, putObjectAcl } from "./operations/acls";
import * as settings from "./operations/bucket-settings";
import * as buckets from "./operations/buckets";
import * as configurations from "./operations/configurations";
import { copyObject } from "./operations/copy-object";
import { deleteObject } from "./operations/delete-object";
import { deleteObjects } from "./operations/delete-objects";
import { getObject, headObject } from "./operations/get-object";
import { getObjectAttributes } from "./operations/get-object-attributes";
import { listObjectVersions } from "./operations/list-object-versions";
import { listObjects, listObjectsV2 } from "./operations/list-objects";
import { listMultipartUploads, listParts } from "./operations/list-uploads";
import * as multipart from "./operations/multipart";
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from "./operations/object-tagging";
import { putObject } from "./operations/put-object";
import type { S3Call } from "./s3-call";
import { methodNotAllowed } from "./s3-errors";
import type { S3Operation } from "./s3-operation";

type Methods = Readonly<Record<string, S3Operation>>;

const BUCKET: Methods = {
  GET: listObjects,
  HEAD: buckets.headBucket,
  PUT: buckets.createBucket,
  DELETE: buckets.deleteBucket,
};

const OBJECT: Methods = { GET: getObject, HEAD: headObject, PUT: putObject, DELETE: deleteObject };

/** By the parameter of the query that names a part of a bucket. */
const OF_BUCKET: Readonly<Record<string, Methods>> = {
  acl: { GET: getBucketAcl, PUT: putBucketAcl },
  cors: configurations.cors,
  delete: { POST: deleteObjects },
  encryption: configurations.encryption,
  lifecycle: configurations.lifecycle,
  location: { GET: buckets.getBucketLocation },
  logging: { GET: settings.getBucketLogging, PUT: settings.putBucketLogging },
  notification: { GET: settings.getBucketNotification, PUT: settings.putBucketNotification },
  ownershipControls: configurations.ownership,
  policy: { GET: settings.getBucketPolicy, PUT: settings.putBucketPolicy, DELETE: settings.deleteBucketPolicy },
  policyStatus: { GET: settings.getBucketPolicyStatus },
  publicAccessBlock: configurations.publicAccessBlock,
  requestPayment: { GET: settings.getBucketRequestPayment, PUT: settings.putBucketRequestPayment },
  tagging: { GET: settings.getBucketTagging, PUT: settings.putBucketTagging, DELETE: settings.deleteBucketTagging },
  uploads: { GET: listMultipartUploads },
  versioning: { GET: settings.getBucketVersioning, PUT: settings.putBucketVersioning },
  versions: { GET: listObjectVersions },
  website: configurations.website,
};

/** By the parameter of the query that names a part of an object. */
const OF_OBJECT: Readonly<Record<string, Methods>> = {
  acl: { GET: getObjectAcl, PUT: putObjectAcl },
  attributes: { GET: getObjectAttributes },
  tagging: { GET: getObjectTagging, PUT: putObjectTagging, DELETE: deleteObjectTagging },
  uploadId: {
    GET: listParts,
    PUT: multipart.uploadPart,
    POST: multipart.completeMultipartUpload,
    DELETE: multipart.abortMultipartUpload,
  },
  uploads: { POST: multipart.createMultipartUpload },
};

/** `bucket.s3.eu-west-1.amazonaws.com`, `bucket.s3.localhost:4566`, `bucket.localhost:4566`. */
const VIRTUAL_HOST = /^(.+?)\.(?:s3[.-][a-z0-9.-]*amazonaws\.com|s3(?:\.[a-z0-9-]+)?\.localhost|localhost)(?::\d+)?$/i;

/** Bucket and key: by the path, or by the host's first labels and the path. */
export const readCall = (request: ApiRequest): S3Call => {
  const { url } = request;
  const mark = url.indexOf("?");
  const query = new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1));
  return { request, query, ...placeOf(request) };
};

export const placeOf = ({ url, headers }: Pick<ApiRequest, "url" | "headers">): Pick<S3Call, "bucket" | "key"> => {
  const [path = ""] = url.split("?");
  const [, ...segments] = path.split("/").map(decoded);
  const host = headers.host ?? "";
  const virtual = /^s3[.-]/i.test(host) ? undefined : VIRTUAL_HOST.exec(host)?.[1];
  const [bucket = "", ...key] = virtual === undefined ? segments : [virtual, ...segments];
  return { bucket, key: key.join("/") };
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ServiceError("InvalidURI", "Couldn't parse the specified URI.", 400, { URI: text });
  }
};

/** Query parameters that name a feature which is not there; S3 passes over those that it does not know. */
// fidelity: docs: S3 API reference, operations: the subresources
const ABSENT =
  /^(?:accelerate|analytics|intelligent-tiering|inventory|legal-hold|metadataConfiguration|metadataTable|metrics|object-lock|renameObject|replication|restore|retention|select|session|torrent)$/;

export const operationOf = ({ request, bucket, key, query }: S3Call): S3Operation => {
  const { method, headers } = request;
  if (bucket === "") return method === "GET" ? buckets.listBuckets : notAllowed(method, "SERVICE");
  const absent = [...query.keys()].find((name) => ABSENT.test(name));
  if (absent !== undefined) throw notEmulated(`${method} with ?${absent}`);
  const parts = key === "" ? OF_BUCKET : OF_OBJECT;
  const part = [...query.keys()].find((name) => Object.hasOwn(parts, name));
  const copies = "x-amz-copy-source" in headers && method === "PUT";
  if (part !== undefined) {
    if (part === "uploadId" && copies) return multipart.uploadPartCopy;
    return parts[part]?.[method] ?? notAllowed(method, part.toUpperCase());
  }
  if (key !== "") return copies ? copyObject : (OBJECT[method] ?? notAllowed(method, "OBJECT"));
  if (method === "POST") throw formExpected();
  if (method === "GET" && query.get("list-type") === "2") return listObjectsV2;
  return BUCKET[method] ?? notAllowed(method, "BUCKET");
};

const notAllowed = (method: string, type: string): never => {
  throw methodNotAllowed(method, type);
};

/** What is no form of a browser. */
export const formExpected = (): ServiceError =>
  new ServiceError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412, {
    Condition: "Bucket POST must be of the enclosure-type multipart/form-data",
  });

const notEmulated = (what: string): ServiceError =>
  new ServiceError("NotImplemented", `S3 ${what} is not emulated by the local cloud`, 501);

export const OPERATIONS: readonly S3Operation[] = [
  ...new Set([
    buckets.listBuckets,
    listObjectsV2,
    copyObject,
    multipart.uploadPartCopy,
    ...[BUCKET, OBJECT, ...Object.values(OF_BUCKET), ...Object.values(OF_OBJECT)].flatMap((methods) =>
      Object.values(methods),
    ),
  ]),
];
