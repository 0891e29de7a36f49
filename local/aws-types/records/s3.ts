import { type AwsTypes, input } from "../aws-type";
import { like } from "../rule";

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
  },
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    id: input("key"),
    limits: { key: like(/^[\s\S]+$/, "a key, not empty") },
    replaceOn: ["bucket", "key"],
  },
  "aws:s3/bucketPolicy:BucketPolicy": { id: input("bucket"), replaceOn: ["bucket"] },
};
