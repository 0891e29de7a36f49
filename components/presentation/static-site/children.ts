import * as cloudfront from "@pulumi/aws/cloudfront";
import { LogDelivery, LogDeliveryDestination, LogDeliverySource, LogGroup, MetricAlarm } from "@pulumi/aws/cloudwatch";
import { Invocation } from "@pulumi/aws/lambda";
import * as s3 from "@pulumi/aws/s3";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";
import type { LambdaFunction } from "../../logic/function/lambda-function";
import { SiteObject } from "./site-object";

export const staticSiteChildren = () => ({
  bucket: s3.Bucket,
  accessBlock: s3.BucketPublicAccessBlock,
  bucketPolicy: s3.BucketPolicy,
  files: SiteObject,
  manifest: s3.BucketObjectv2,
  publication: Invocation,
  distribution: cloudfront.Distribution,
  accessControl: cloudfront.OriginAccessControl,
  cachePolicy: cloudfront.CachePolicy,
  headersPolicy: cloudfront.ResponseHeadersPolicy,
  function: cloudfront.Function,
  publicKeys: cloudfront.PublicKey,
  keyGroup: cloudfront.KeyGroup,
  accessLogs: LogGroup,
  logSource: LogDeliverySource,
  logDestination: LogDeliveryDestination,
  logDelivery: LogDelivery,
  errorsAlarm: MetricAlarm,
});

export type StaticSiteTransform = TransformOf<typeof staticSiteChildren>;

/** `files` are by their path, `publicKeys` by their name. What is not asked for is absent. */
export type StaticSiteNodes = NodesOf<
  typeof staticSiteChildren,
  {
    files: "by key";
    publicKeys: "by key";
    keyGroup: "optional";
    accessLogs: "optional";
    logSource: "optional";
    logDestination: "optional";
    logDelivery: "optional";
    errorsAlarm: "optional";
  }
> & { readonly publish: LambdaFunction };

export type MakeStaticSiteChild = Make<typeof staticSiteChildren>;
