import { ServiceError } from "../../../wire/service-error";
import { type S3Operation, targetBucket } from "../s3-operation";

export const deleteBucket: S3Operation = async (services, call) => {
  const { name } = targetBucket(services, call, "s3:DeleteBucket");
  if (services.store.list(name).length > 0) {
    throw new ServiceError("BucketNotEmpty", "The bucket you tried to delete is not empty", 409, { BucketName: name });
  }
  await services.store.removeBucket(name);
  return { status: 204, body: "" };
};
