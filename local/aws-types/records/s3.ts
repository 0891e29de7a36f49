import { type AwsType, type AwsTypes, input, text } from "../aws-type";
import { like } from "../rule";

/** A configuration of a bucket that has its name for an id. */
const OF_BUCKET: AwsType = { id: input("bucket"), replaceOn: ["bucket", "expectedBucketOwner"] };

/** Settings of a bucket that are resources of their own as well. */
const INLINE = [
  ...["corsRules", "lifecycleRules", "logging", "serverSideEncryptionConfiguration", "versioning", "website"],
];

export const S3: AwsTypes = {
  "aws:s3/bucket:Bucket": {
    name: {
      property: "bucket",
      max: 63,
      pattern: /^(?!.*\.\.)(?!(\d+\.){3}\d+$)[a-z0-9][a-z0-9.-]+[a-z0-9]$/,
      allowed:
        "3 or more lower-case letters, digits, single dots and hyphens, with a letter or digit at both ends, and not look like an IP address",
      lower: true,
    },
    arn: ({ name }) => `s3:::${name}`,
    replaceOn: ["bucketNamespace", "objectLockEnabled"],
    setByOthers: ["policy", ...INLINE],
  },
  "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": OF_BUCKET,
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    ...OF_BUCKET,
    defaults: { transitionDefaultMinimumObjectSize: "all_storage_classes_128K" },
  },
  "aws:s3/bucketLogging:BucketLogging": OF_BUCKET,
  "aws:s3/bucketNotification:BucketNotification": { id: input("bucket"), replaceOn: ["bucket"] },
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    id: input("key"),
    arn: ({ inputs }) => `s3:::${text(inputs.bucket)}/${text(inputs.key)}`,
    limits: { key: like(/^[\s\S]+$/, "a key, not empty") },
    importedAs: "{bucket}/{key}",
    replaceOn: ["bucket", "key"],
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": { id: input("bucket"), replaceOn: ["bucket"] },
  "aws:s3/bucketPolicy:BucketPolicy": { id: input("bucket"), replaceOn: ["bucket"] },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": { id: input("bucket"), replaceOn: ["bucket"] },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": OF_BUCKET,
  "aws:s3/bucketVersioning:BucketVersioning": OF_BUCKET,
  "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration": OF_BUCKET,
};
