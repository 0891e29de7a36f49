import { createHash } from "node:crypto";
import type { Access } from "../../access/access";
import { parsePolicy } from "../../access/policy-document";
import { requireAccess } from "../../access/require-access";
import type { Clock } from "../../clock";
import { ServiceError } from "../../wire/service-error";
import { xml } from "../../wire/xml";
import type { ApiRequest, ApiResponse } from "../service";
import type { Bucket, ObjectStore } from "./object-store";

/** What an operation of S3 works with. */
export interface S3Services {
  readonly store: ObjectStore;
  readonly access: Access;
  readonly clock: Clock;
  readonly account: string;
  readonly partition: string;
  readonly region: string;
}

/** A request to the account, to a bucket, or to an object of it. */
export interface S3Call {
  readonly request: ApiRequest;
  /** Empty: the account. */
  readonly bucket: string;
  /** Empty: the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
}

export type S3Operation = (services: S3Services, call: S3Call) => ApiResponse | Promise<ApiResponse>;

export const arnOf = ({ partition }: S3Services, { bucket, key }: Pick<S3Call, "bucket" | "key">): string =>
  `arn:${partition}:s3:::${bucket}${key === "" ? "" : `/${key}`}`;

/** The canonical user of the account, which owns all buckets and objects. */
export const ownerOf = ({ account }: Pick<S3Services, "account">) => ({
  ID: createHash("sha256").update(account).digest("hex"),
});

/** @throws {ServiceError} AccessDenied, by the caller's policies and the bucket's own. */
// fidelity: docs: S3 user guide, "Troubleshoot access denied (403 Forbidden) errors": the resource in quotes
export const requireS3 = (
  services: S3Services,
  call: S3Call,
  action: string,
  resource = arnOf(services, call),
): void => {
  const policy = services.store.bucket(call.bucket)?.policy;
  const resourcePolicy = policy === undefined ? undefined : parsePolicy(policy);
  try {
    requireAccess(services.access, call.request.principal, action, resource, { status: 403, resourcePolicy });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new ServiceError(error.code, error.message.replace(`: ${resource} `, `: "${resource}" `), error.status);
  }
};

/** The bucket of a call, once the caller has been allowed to do `action` with the bucket or the object. */
export const targetBucket = (services: S3Services, call: S3Call, action: string): Bucket => {
  requireS3(services, call, action);
  const bucket = services.store.bucket(call.bucket);
  if (bucket) return bucket;
  throw new ServiceError("NoSuchBucket", "The specified bucket does not exist", 404, { BucketName: call.bucket });
};

export const xmlAnswer = (name: string, value: unknown): ApiResponse => ({
  status: 200,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${xml(name, value, ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"')}`,
});
