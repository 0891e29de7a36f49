import { requireObject, type S3Operation } from "../s3-call";

/** Succeeds whether the object was there or not. */
export const deleteObject: S3Operation = async (services, call) => {
  requireObject(services, call, "s3:DeleteObject");
  await services.store.remove(call.bucket, call.key);
  return { status: 204, body: "" };
};
