import { Permission } from "@pulumi/aws/lambda";
import * as s3 from "@pulumi/aws/s3";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";
import type { OwnKey } from "../../operations/key/key";

export const bucketChildren = () => ({
  bucket: s3.Bucket,
  ownership: s3.BucketOwnershipControls,
  publicAccess: s3.BucketPublicAccessBlock,
  policy: s3.BucketPolicy,
  versioning: s3.BucketVersioning,
  encryption: s3.BucketServerSideEncryptionConfiguration,
  lifecycle: s3.BucketLifecycleConfiguration,
  cors: s3.BucketCorsConfiguration,
  files: s3.BucketObjectv2,
  notification: s3.BucketNotification,
  permissions: Permission,
});

export type BucketTransform = TransformOf<typeof bucketChildren>;

/**
 * The encryption is there with a key, the versioning and the CORS where they are asked for, the notification after `notify`; files
 * are by their keys in the bucket, permissions by the names of functions.
 */
export type BucketNodes = NodesOf<
  typeof bucketChildren,
  {
    versioning: "optional";
    encryption: "optional";
    cors: "optional";
    files: "by key";
    notification: "optional";
    permissions: "by key";
  }
> &
  OwnKey;

export type MakeBucketChild = Make<typeof bucketChildren>;
