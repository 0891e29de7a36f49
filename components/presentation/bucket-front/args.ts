import { component, object, oneOf, type Shape, text } from "../../core/args/args-shape";
import { transformShape } from "../../core/component/children";
import { Bucket } from "../../data/bucket/bucket";
import { type BucketFrontTransform, bucketFrontChildren } from "./children";

export interface BucketFrontArgs {
  /** Stays private; only objects below the prefix are given out. */
  readonly bucket: Bucket;
  /** One of the bucket's `fronts`, `"posters/"`, which is no part of the paths: `https://…/1.png` is `posters/1.png`. */
  readonly prefix: string;
  /** Where its edges are: North America and Europe, some of Asia and Africa as well, or everywhere. @default "PriceClass_100" */
  readonly priceClass?: "PriceClass_100" | "PriceClass_200" | "PriceClass_All";
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: BucketFrontTransform;
}

const shape: Shape<BucketFrontArgs> = {
  bucket: component(() => Bucket, "a Bucket"),
  prefix: text('one of the fronts of the bucket, "posters/"'),
  priceClass: oneOf("PriceClass_100", "PriceClass_200", "PriceClass_All").optional(),
  transform: transformShape(bucketFrontChildren),
};

export const bucketFrontArgs = object(shape);
