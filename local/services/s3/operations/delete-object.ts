import { type S3Operation, targetBucket } from "../s3-operation";

/** Succeeds whether the object was there or not. */
export const deleteObject: S3Operation = async (services, call) => {
  targetBucket(services, call, "s3:DeleteObject");
  await services.store.remove(call.bucket, call.key);
  return { status: 204, body: "" };
};
