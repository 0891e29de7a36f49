import { requireAccess } from "../../../access/require-access";
import type { S3Operation } from "../s3-call";

export const createBucket: S3Operation = async ({ store, access, clock, partition }, { request, bucket }) => {
  requireAccess(access, request.principal, "s3:CreateBucket", `arn:${partition}:s3:::${bucket}`, 403);
  if (!store.hasBucket(bucket)) await store.createBucket(bucket, clock.now());
  return { status: 200, headers: { Location: `/${bucket}` }, body: "" };
};
