import { restOperation } from "../../../wire/operations/rest-operation";
import { bucketOf, type S3Operation } from "../s3-operation";

/** Succeeds whether the object was there or not. */
export const deleteObject: S3Operation = restOperation(
  "DeleteObject",
  {},
  { action: "s3:DeleteObject", on: bucketOf },
  ({ store }) =>
    async ({ bucket, key }) => {
      await store.remove(bucket, key);
      return { status: 204, body: "" };
    },
);
