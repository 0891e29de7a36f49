import { createHash } from "node:crypto";
import type { PolicyDocument, Principal } from "../../access/access";
import type { Denial } from "../../access/permit";
import { parsePolicy } from "../../access/policy-document";
import type { Clock } from "../../cloud/clock";
import type { Cloud } from "../../cloud/cloud";
import { modelOf } from "../../wire/operations/api-members";
import { type Members, read } from "../../wire/operations/members";
import { type RestMembers, type RestOperation, restOperation } from "../../wire/operations/rest-operation";
import { type Asked, type Right, resource, type Subject } from "../../wire/operations/right";
import { xml } from "../../wire/protocols/xml";
import { ServiceError } from "../../wire/service-error";
import type { ApiRequest, ApiResponse } from "../../wire/transport/api-request";
import { contextOf } from "./access/context";
import type { Place, S3Call } from "./s3-call";
import type { Bucket } from "./storage/bucket";
import type { ObjectStore } from "./storage/object-store";
import type { Uploads } from "./storage/uploads";

/** What an operation of S3 works with. */
export interface S3Parts {
  readonly store: ObjectStore;
  readonly uploads: Uploads;
  readonly cloud: Cloud;
  readonly clock: Clock;
  readonly account: string;
  readonly partition: string;
  readonly region: string;
}

export type S3Operation = RestOperation<S3Parts, S3Call>;

/** An operation; whoever owns the bucket, pays for it or hashes its body may be said of each. */
export const s3Operation = <Target>(
  name: string,
  { header = {}, query = {}, body = true }: RestMembers,
  right: Right<S3Parts, S3Call, Target, ApiRequest>,
  run: (services: S3Parts) => (call: S3Call, target: Target) => ApiResponse | Promise<ApiResponse>,
): S3Operation => ({
  ...restOperation(name, {}, right, run),
  members: () => ({ header: { ...header, ...ofModel(name, ANY) }, query, body }),
});

const ANY = {
  ...read("content-md5", "x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner"),
  ...read("x-amz-sdk-checksum-algorithm"),
  "x-amz-request-payer": ["requester"],
} as const;

const ofModel = (name: string, members: { readonly [name: string]: Members }) => {
  const { header } = modelOf("s3", name) as { readonly header: object };
  return Object.fromEntries(Object.entries(members).filter(([member]) => member in header));
};

export const arnOf = ({ partition }: Pick<S3Parts, "partition">, { bucket, key }: Place): string =>
  `arn:${partition}:s3:::${bucket}${key === "" ? "" : `/${key}`}`;

/** The canonical user of the account, which owns all buckets and objects. */
export const ownerOf = ({ account }: Pick<S3Parts, "account">) => ({
  ID: createHash("sha256").update(account).digest("hex"),
});

// fidelity: docs: S3 user guide, "Troubleshoot access denied (403 Forbidden) errors": the resource in quotes
export const S3_DENIAL: Denial = { status: 403, resource: (arn) => `"${arn}"` };

/** A bucket or an object, as policies know it, with the policy of its bucket. */
export const asked = (services: S3Parts, place: Place, call?: S3Call): Asked => {
  const policy = policyOf(services.store.buckets.get(place.bucket));
  return {
    resource: arnOf(services, place),
    ...(policy && { resourcePolicy: policy }),
    ...(call && { context: contextOf(services.store, call, place) }),
  };
};

const policies = new Map<string, PolicyDocument>();
const MAX_POLICIES = 100;

/** Read once for each text, so that decisions about it can be remembered. */
export const policyOf = (bucket: Bucket | undefined): PolicyDocument | undefined => {
  const text = bucket?.policy;
  if (text === undefined) return undefined;
  const policy = policies.get(text) ?? parsePolicy(text);
  if (policies.size >= MAX_POLICIES) policies.clear();
  policies.set(text, policy);
  return policy;
};

/** The bucket of a call, or of the object that it names. */
export const bucketOf = (services: S3Parts, call: S3Call): Subject<Bucket> =>
  resource(asked(services, call, call), () => requireBucket(services, call));

/** A right on the bucket. */
export const onBucket = (action: string): Right<S3Parts, S3Call, Bucket, ApiRequest> => ({ action, on: bucketOf });

/** A right on an object, which is another one for a version of it; and what a header asks besides. */
export const onObject = (
  action: string,
  { version, also = {} }: { readonly version?: string; readonly also?: Readonly<Record<string, string>> } = {},
): Right<S3Parts, S3Call, Bucket, ApiRequest> => ({
  action: [action, ...(version === undefined ? [] : [version]), ...new Set(Object.values(also))],
  on: (services, call) => {
    const own = asked(services, call, call);
    const named = version !== undefined && call.query.has("versionId") ? version : action;
    const more = Object.keys(also).flatMap((header) => (call.request.headers[header] ? (also[header] ?? []) : []));
    return {
      asked: [named, ...more].map((each) => ({ ...own, action: each })),
      target: () => requireBucket(services, call),
    };
  },
});

export const requireBucket = ({ store }: S3Parts, { bucket: name }: Pick<S3Call, "bucket">): Bucket => {
  const bucket = store.buckets.get(name);
  if (bucket) return bucket;
  throw new ServiceError("NoSuchBucket", "The specified bucket does not exist", 404, { BucketName: name });
};

type Headers = Readonly<Record<string, string>>;

export const xmlAnswer = (name: string, value: unknown, headers: Headers = {}): ApiResponse => ({
  status: 200,
  headers: { "content-type": "application/xml", ...headers },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${xml(name, value, ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"')}`,
});

export const emptyAnswer = (status = 200, headers: Headers = {}): ApiResponse => ({ status, headers, body: "" });

/** The id of a version, where a bucket keeps any. */
export const versionHeader = (
  { versioning }: Bucket,
  versionId: string | undefined,
  name = "x-amz-version-id",
): Record<string, string> => (versioning && versionId !== undefined ? { [name]: versionId } : {});

/** Of a write: where versions are kept no longer, none is told. */
// fidelity: observed: localstack test_put_object_on_suspended_bucket
export const writtenVersion = (bucket: Bucket, versionId: string): Record<string, string> =>
  bucket.versioning === "Enabled" ? versionHeader(bucket, versionId) : {};

/** Nobody in particular. */
export const ANONYMOUS: Principal = { arn: "*", account: "", userId: "ANONYMOUS", policies: () => [] };
