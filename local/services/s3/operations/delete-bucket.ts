import { restOperation } from "../../../wire/operations/rest-operation";
import { ServiceError } from "../../../wire/service-error";
import { bucketOf, type S3Operation } from "../s3-operation";

export const deleteBucket: S3Operation = restOperation(
  "DeleteBucket",
  {},
  { action: "s3:DeleteBucket", on: bucketOf },
  ({ store }) =>
    async (_, { name }) => {
      if ([...store.versions(name)].length > 0) {
        const details = { BucketName: name };
        throw new ServiceError("BucketNotEmpty", "The bucket you tried to delete is not empty", 409, details);
      }
      await store.buckets.remove(name);
      return { status: 204, body: "" };
    },
);
