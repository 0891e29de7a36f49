import { ServiceError } from "../../wire/service-error";
import type { ApiRequest } from "../../wire/transport/api-request";
import { copyObject } from "./operations/copy-object";
import { createBucket } from "./operations/create-bucket";
import { deleteBucket } from "./operations/delete-bucket";
import { deleteObject } from "./operations/delete-object";
import { getObject } from "./operations/get-object";
import { headBucket } from "./operations/head-bucket";
import { headObject } from "./operations/head-object";
import { listBuckets } from "./operations/list-buckets";
import { listObjects } from "./operations/list-objects";
import { listObjectsV2 } from "./operations/list-objects-v2";
import { putObject } from "./operations/put-object";
import type { S3Call, S3Operation } from "./s3-operation";

const ACCOUNT: Readonly<Record<string, S3Operation>> = { GET: listBuckets };
const BUCKET: Readonly<Record<string, S3Operation>> = {
  GET: listObjects,
  HEAD: headBucket,
  PUT: createBucket,
  DELETE: deleteBucket,
};
const OBJECT: Readonly<Record<string, S3Operation>> = {
  GET: getObject,
  HEAD: headObject,
  PUT: putObject,
  DELETE: deleteObject,
};

/** `bucket.s3.eu-west-1.amazonaws.com`, `bucket.s3.localhost:4566`, `bucket.localhost:4566`. */
const VIRTUAL_HOST = /^(.+?)\.(?:s3[.-][a-z0-9.-]*amazonaws\.com|s3(?:\.[a-z0-9-]+)?\.localhost|localhost)(?::\d+)?$/i;

/** Bucket and key: by the path, or by the host's first labels and the path. */
export const readCall = (request: ApiRequest): S3Call => {
  const mark = request.url.indexOf("?");
  const path = mark < 0 ? request.url : request.url.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? "" : request.url.slice(mark + 1));
  const [, ...segments] = path.split("/").map(decoded);
  const host = request.headers.host ?? "";
  const virtual = /^s3[.-]/i.test(host) ? undefined : VIRTUAL_HOST.exec(host)?.[1];
  const [bucket = "", ...key] = virtual === undefined ? segments : [virtual, ...segments];
  return { request, bucket, key: key.join("/"), query };
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
const FEATURES =
  /^(?:accelerate|acl|analytics|attributes|cors|delete|encryption|intelligent-tiering|inventory|legal-hold|lifecycle|location|logging|metrics|notification|object-lock|ownershipControls|partNumber|policy|policyStatus|publicAccessBlock|replication|requestPayment|restore|retention|select|session|tagging|torrent|uploadId|uploads|versionId|versioning|versions|website)$/;

export const operationOf = ({ request, bucket, key, query }: S3Call): S3Operation => {
  const { method } = request;
  const feature = [...query.keys()].find((name) => FEATURES.test(name));
  if (feature !== undefined) throw notEmulated(`${method} with ?${feature}`);
  if (bucket === "") return ACCOUNT[method] ?? notAllowed(method, "SERVICE");
  if (key !== "") {
    if ("x-amz-copy-source" in request.headers && method === "PUT") return copyObject;
    return OBJECT[method] ?? notAllowed(method, "OBJECT");
  }
  if (method === "POST") throw formExpected();
  return method === "GET" && query.get("list-type") === "2"
    ? listObjectsV2
    : (BUCKET[method] ?? notAllowed(method, "BUCKET"));
};

// fidelity: docs: S3 API reference, error codes: MethodNotAllowed; observed: its further members
const notAllowed = (Method: string, ResourceType: string): never => {
  throw new ServiceError("MethodNotAllowed", "The specified method is not allowed against this resource.", 405, {
    Method,
    ResourceType,
  });
};

/** Uploads by a browser's form are not emulated; what is no such form gets this on AWS too. */
const formExpected = (): ServiceError =>
  new ServiceError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412, {
    Condition: "Bucket POST must be of the enclosure-type multipart/form-data",
  });

const notEmulated = (what: string): ServiceError =>
  new ServiceError("NotImplemented", `S3 ${what} is not emulated by the local cloud`, 501);

export const OPERATIONS: readonly S3Operation[] = [
  ...new Set([
    ...Object.values(ACCOUNT),
    ...Object.values(BUCKET),
    ...Object.values(OBJECT),
    copyObject,
    listObjectsV2,
  ]),
];
