import { restOperation } from "../../../wire/operations/rest-operation";
import { bucketOf, type S3Operation } from "../s3-operation";

export const headBucket: S3Operation = restOperation(
  "HeadBucket",
  {},
  { action: "s3:ListBucket", on: bucketOf },
  ({ region }) =>
    () => ({ status: 200, headers: { "x-amz-bucket-region": region }, body: "" }),
);
