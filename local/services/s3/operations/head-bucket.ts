import { type S3Operation, targetBucket } from "../s3-operation";

export const headBucket: S3Operation = (services, call) => {
  targetBucket(services, call, "s3:ListBucket");
  return { status: 200, headers: { "x-amz-bucket-region": services.region }, body: "" };
};
