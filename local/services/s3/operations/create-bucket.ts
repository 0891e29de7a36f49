import { ServiceError } from "../../../wire/service-error";
import { bucketNameProblem } from "../bucket-name";
import { requireS3, type S3Operation } from "../s3-operation";

export const createBucket: S3Operation = async (services, call) => {
  requireS3(services, call, "s3:CreateBucket");
  const { store, clock } = services;
  const { bucket: name } = call;
  if (bucketNameProblem(name))
    throw new ServiceError("InvalidBucketName", "The specified bucket is not valid.", 400, { BucketName: name });
  if (store.bucket(name)) {
    throw new ServiceError(
      "BucketAlreadyOwnedByYou",
      "Your previous request to create the named bucket succeeded and you already own it.",
      409,
      { BucketName: name },
    );
  }
  await store.putBucket({ name, created: clock.now() });
  return { status: 200, headers: { location: `/${name}` }, body: "" };
};
