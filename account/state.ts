import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { policyJson } from "serverless-tiers";

/** Where the stacks of this account keep their state, and the key of their secrets. */
export interface State {
  readonly bucketArn: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly secretsProvider: pulumi.Output<string>;
}

/** A state that is lost cannot be made again: nothing here goes with a `pulumi destroy`. */
const KEPT = { protect: true, retainOnDelete: true };
const DAYS_OF_OLD_VERSIONS = 90;

export const createState = (): State => {
  const region = getRegionOutput().region;
  const key = new kms.Key(
    "state",
    { description: "State and secrets of Pulumi stacks", enableKeyRotation: true },
    KEPT,
  );
  const alias = new kms.Alias("state", { name: "alias/pulumi-state", targetKeyId: key.keyId }, KEPT);
  const bucket = new s3.Bucket("pulumi-state", {}, KEPT);
  const of = { bucket: bucket.id };
  const versioning = new s3.BucketVersioning(
    "pulumi-state",
    { ...of, versioningConfiguration: { status: "Enabled" } },
    KEPT,
  );
  new s3.BucketServerSideEncryptionConfiguration(
    "pulumi-state",
    {
      ...of,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
          bucketKeyEnabled: true,
        },
      ],
    },
    KEPT,
  );
  const closed = new s3.BucketPublicAccessBlock(
    "pulumi-state",
    { ...of, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    KEPT,
  );
  new s3.BucketLifecycleConfiguration(
    "pulumi-state",
    {
      ...of,
      rules: [
        {
          id: "old-versions",
          status: "Enabled",
          filter: {},
          noncurrentVersionExpiration: { noncurrentDays: DAYS_OF_OLD_VERSIONS },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    { ...KEPT, dependsOn: [versioning] },
  );
  new s3.BucketPolicy("pulumi-state", { ...of, policy: tlsOnly(bucket.arn) }, { ...KEPT, dependsOn: [closed] });
  return {
    bucketArn: bucket.arn,
    keyArn: key.arn,
    url: pulumi.interpolate`s3://${bucket.id}?region=${region}&awssdk=v2`,
    secretsProvider: pulumi.interpolate`awskms://${alias.name}?region=${region}`,
  };
};

const tlsOnly = (bucketArn: pulumi.Output<string>): pulumi.Output<string> =>
  policyJson([
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
