import type { RestCall } from "../../wire/operations/rest-operation";

/** A request to the account, to a bucket, or to an object of it. */
export interface S3Call extends RestCall {
  /** Empty: the account. */
  readonly bucket: string;
  /** Empty: the bucket itself. */
  readonly key: string;
}

export type Place = Pick<S3Call, "bucket" | "key">;
