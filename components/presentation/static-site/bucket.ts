import * as pulumi from "@pulumi/pulumi";
import { SITE_FOLDER } from "../../contracts/publication";
import { policyJson } from "../../core/rights/policy-document";
import type { MakeStaticSiteChild, StaticSiteNodes } from "./children";
import type { StaticSitePlan } from "./plan";

/** Private. */
export const createBucket = (
  make: MakeStaticSiteChild,
  { tags, protected: protect }: StaticSitePlan,
): Pick<StaticSiteNodes, "bucket" | "accessBlock"> => {
  const bucket = make(
    "bucket",
    undefined,
    { forceDestroy: !protect, ...(Object.keys(tags).length > 0 && { tags: { ...tags } }) },
    { protect },
  );
  const accessBlock = make("accessBlock", "access-block", {
    bucket: bucket.bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  return { bucket, accessBlock };
};

/**
 * Lets the one distribution read the site's folder. It may list, too, though nobody can ask it to: otherwise S3 answers
 * 403 and not 404 for what is not there.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export const createBucketPolicy = (
  make: MakeStaticSiteChild,
  { bucket, accessBlock, distribution }: Pick<StaticSiteNodes, "bucket" | "accessBlock" | "distribution">,
): Pick<StaticSiteNodes, "bucketPolicy"> => {
  const forDistribution = {
    Effect: "Allow",
    Principal: { Service: "cloudfront.amazonaws.com" },
    Condition: { StringEquals: { "aws:SourceArn": distribution.arn } },
  } as const;
  const files = pulumi.interpolate`${bucket.arn}/*`;
  const policy = policyJson([
    {
      Sid: "AllowDistribution",
      ...forDistribution,
      Action: "s3:GetObject",
      Resource: pulumi.interpolate`${bucket.arn}/${SITE_FOLDER}*`,
    },
    { Sid: "AllowDistributionToList", ...forDistribution, Action: "s3:ListBucket", Resource: bucket.arn },
    {
      Sid: "DenyPlainHttp",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucket.arn, files],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
  return {
    bucketPolicy: make("bucketPolicy", "policy", { bucket: bucket.bucket, policy }, { dependsOn: [accessBlock] }),
  };
};
