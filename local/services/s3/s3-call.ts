import type { Access } from "../../access/access";
import { requireAccess } from "../../access/require-access";
import type { Clock } from "../../clock";
import { ServiceError } from "../../wire/service-error";
import type { ApiRequest, ApiResponse } from "../service";
import type { S3Store } from "./store";

/** What an operation of S3 works with. */
export interface S3Services {
  readonly store: S3Store;
  readonly access: Access;
  readonly clock: Clock;
  readonly partition: string;
}

/** A request to a bucket, or to an object of it. */
export interface S3Call {
  readonly request: ApiRequest;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
}

export type S3Operation = (services: S3Services, call: S3Call) => ApiResponse | Promise<ApiResponse>;

/** The bucket must be there and the caller must be allowed. */
export const requireObject = (services: S3Services, call: S3Call, action: string): void => {
  const resource = `arn:${services.partition}:s3:::${call.bucket}${call.key === "" ? "" : `/${call.key}`}`;
  requireAccess(services.access, call.request.principal, action, resource, 403);
  if (!services.store.hasBucket(call.bucket)) {
    throw new ServiceError("NoSuchBucket", "The specified bucket does not exist", 404, { BucketName: call.bucket });
  }
};
