import { createHash } from "node:crypto";
import type { Denial } from "../../access/permit";
import { parsePolicy } from "../../access/policy-document";
import type { Clock } from "../../cloud/clock";
import type { Cloud } from "../../cloud/cloud";
import type { RestCall, RestOperation } from "../../wire/operations/rest-operation";
import { type Asked, resource, type Subject } from "../../wire/operations/right";
import { xml } from "../../wire/protocols/xml";
import { ServiceError } from "../../wire/service-error";
import type { ApiResponse } from "../../wire/transport/api-request";
import type { Bucket } from "./storage/bucket";
import type { ObjectStore } from "./storage/object-store";

/** What an operation of S3 works with. */
export interface S3Parts {
  readonly store: ObjectStore;
  readonly cloud: Cloud;
  readonly clock: Clock;
  readonly account: string;
  readonly partition: string;
  readonly region: string;
}

/** A request to the account, to a bucket, or to an object of it. */
export interface S3Call extends RestCall {
  /** Empty: the account. */
  readonly bucket: string;
  /** Empty: the bucket itself. */
  readonly key: string;
}

export type S3Operation = RestOperation<S3Parts, S3Call>;

export const arnOf = ({ partition }: S3Parts, { bucket, key }: Pick<S3Call, "bucket" | "key">): string =>
  `arn:${partition}:s3:::${bucket}${key === "" ? "" : `/${key}`}`;

/** The canonical user of the account, which owns all buckets and objects. */
export const ownerOf = ({ account }: Pick<S3Parts, "account">) => ({
  ID: createHash("sha256").update(account).digest("hex"),
});

// fidelity: docs: S3 user guide, "Troubleshoot access denied (403 Forbidden) errors": the resource in quotes
export const S3_DENIAL: Denial = { status: 403, resource: (arn) => `"${arn}"` };

/** A bucket or an object, as policies know it, with the policy of its bucket. */
export const asked = (services: S3Parts, place: Pick<S3Call, "bucket" | "key">): Asked => {
  const policy = services.store.buckets.get(place.bucket)?.policy;
  return {
    resource: arnOf(services, place),
    ...(policy === undefined ? {} : { resourcePolicy: parsePolicy(policy) }),
  };
};

/** The bucket of a call, or of the object that it names. */
export const bucketOf = (services: S3Parts, call: S3Call): Subject<Bucket> =>
  resource(asked(services, call), () => requireBucket(services, call));

export const requireBucket = ({ store }: S3Parts, { bucket: name }: Pick<S3Call, "bucket">): Bucket => {
  const bucket = store.buckets.get(name);
  if (bucket) return bucket;
  throw new ServiceError("NoSuchBucket", "The specified bucket does not exist", 404, { BucketName: name });
};

export const xmlAnswer = (name: string, value: unknown): ApiResponse => ({
  status: 200,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${xml(name, value, ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"')}`,
});
