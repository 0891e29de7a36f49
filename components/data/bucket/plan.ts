import type * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { toDays } from "../../core/args/duration";
import { type KeySettings, keySettings } from "../../core/args/encryption";
import { checkTags, type Tags } from "../../core/args/tags";
import { type Plan, planned } from "../../core/component/plan";
import { type BucketArgs, bucketArgs } from "./args";
import type { BucketTransform } from "./children";
import { corsRules } from "./cors";
import { type FolderFile, folderFiles } from "./folder-files";
import { lifecycleRules, tidyRule } from "./lifecycle";

interface Settings extends KeySettings {
  readonly versioning: boolean;
  readonly lifecycle: NonNullable<s3.BucketLifecycleConfigurationArgs["rules"]>;
  readonly cors: s3.BucketCorsConfigurationArgs["corsRules"] | undefined;
  readonly files: readonly FolderFile[];
  readonly fronts: readonly string[];
  readonly protected: boolean;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined;
  readonly tags: Tags;
  readonly transform: BucketTransform | undefined;
}

/** A bucket's arguments, checked and in the units of AWS. */
export type BucketPlan = Plan<"Bucket", Settings>;

/** @throws {ArgsError} for a value that S3 would refuse, and for folders that are not there. */
export const planBucket = (name: string, args: BucketArgs | BucketPlan = {}): BucketPlan =>
  planned("Bucket", name, args, (given: BucketArgs) => settings(name, given));

const settings = (name: string, args: BucketArgs): Settings => {
  checkArgs(name, args, bucketArgs);
  const {
    protection = "protected",
    encryption = "aws",
    tags = {},
    lifecycle = [],
    files = {},
    cors,
    alarms = {},
  } = args;
  const { versioning = protection === "protected", unfinishedUploads = "7 days" } = args;
  checkTags(name, tags);
  const unfinished = toDays(name, "unfinishedUploads", unfinishedUploads, { min: "1 day" });
  return {
    versioning,
    lifecycle: [tidyRule(unfinished, formerDays(name, args, versioning)), ...lifecycleRules(name, lifecycle)],
    cors: cors && corsRules(name, cors),
    files: folderFiles(name, files),
    ...keySettings(encryption),
    fronts: checkedFronts(name, args),
    protected: protection === "protected",
    alarms: alarms === false ? undefined : { topicArn: alarms.topicArn },
    tags,
    transform: args.transform,
  };
};

/** As long as the path of an origin may be: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Origin.html (read 2026-11) */
const FRONT = /^(?=.{2,255}$)([\w-][\w.-]*\/)+$/;

const checkedFronts = (name: string, { fronts = [], encryption = "aws" }: BucketArgs): readonly string[] => {
  const wrong = fronts.findIndex((prefix) => !FRONT.test(prefix));
  if (wrong >= 0)
    throw new ArgsError(
      name,
      `fronts[${wrong}]`,
      `must be a folder, of letters, digits and . _ -: "posters/" (it is ${JSON.stringify(fronts[wrong])})`,
    );
  if (fronts.length > 0 && encryption !== "aws")
    throw new ArgsError(
      name,
      "encryption",
      "must be absent beside fronts: distributions have no right to a key of one's own",
    );
  return fronts;
};

const formerDays = (name: string, { formerVersions }: BucketArgs, versioning: boolean): number | undefined => {
  if (!versioning && formerVersions !== undefined)
    throw new ArgsError(name, "formerVersions", "must be absent: without versioning there are none");
  if (!versioning || formerVersions === "forever") return undefined;
  return toDays(name, "formerVersions", formerVersions ?? "90 days", { min: "1 day" });
};
