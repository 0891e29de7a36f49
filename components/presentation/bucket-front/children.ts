import * as cloudfront from "@pulumi/aws/cloudfront";
import type { NodesOf, TransformOf } from "../../core/component/children";

export const bucketFrontChildren = () => ({
  distribution: cloudfront.Distribution,
  accessControl: cloudfront.OriginAccessControl,
  headersPolicy: cloudfront.ResponseHeadersPolicy,
});

export type BucketFrontTransform = TransformOf<typeof bucketFrontChildren>;

export type BucketFrontNodes = NodesOf<typeof bucketFrontChildren>;
