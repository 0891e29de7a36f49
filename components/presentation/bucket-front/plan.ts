import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { type Plan, planned } from "../../core/component/plan";
import type { Bucket } from "../../data/bucket/bucket";
import { type BucketFrontArgs, bucketFrontArgs } from "./args";
import type { BucketFrontTransform } from "./children";

interface Settings {
  readonly bucket: Bucket;
  readonly prefix: string;
  readonly priceClass: string;
  readonly transform: BucketFrontTransform | undefined;
}

/** The arguments of a front, checked. */
export type BucketFrontPlan = Plan<"BucketFront", Settings>;

/** @throws {ArgsError} for a prefix that the bucket does not open. */
export const planBucketFront = (name: string, args: BucketFrontArgs | BucketFrontPlan): BucketFrontPlan =>
  planned("BucketFront", name, args, (given: BucketFrontArgs): Settings => {
    checkArgs(name, given, bucketFrontArgs);
    const { bucket, prefix, priceClass = "PriceClass_100", transform } = given;
    const { fronts, name: of } = bucket.plan;
    if (!fronts.includes(prefix))
      throw new ArgsError(
        name,
        "prefix",
        `must be one of the fronts of bucket ${of}, fronts: [${JSON.stringify(prefix)}] (they are [${fronts.map((front) => JSON.stringify(front)).join(", ")}])`,
      );
    return { bucket, prefix, priceClass, transform };
  });
