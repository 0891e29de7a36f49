import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { flag, list, object, oneOf, record, type Shape, text } from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import { type Encryption, encryptionShape } from "../../core/args/encryption";
import { type Tags, tagsShape } from "../../core/args/tags";
import { transformShape } from "../../core/component/children";
import { type BucketTransform, bucketChildren } from "./children";
import { type BucketCors, bucketCors } from "./cors";
import { type LifecycleRule, lifecycleRule } from "./lifecycle";

export interface BucketArgs {
  /** Whether what is overwritten or deleted stays as a former version. @default true, throw-away: false */
  readonly versioning?: boolean;
  /** How long former versions stay: 1 day or more, or `"forever"`. @default "90 days" */
  readonly formerVersions?: Duration | "forever";
  /** After how long parts of an upload that was never finished are deleted; 1 day or more. @default "7 days" */
  readonly unfinishedUploads?: Duration;
  /** What becomes of objects as they age. @default [] */
  readonly lifecycle?: readonly LifecycleRule[];
  /** Which pages of other origins may use it from a browser. @default none */
  readonly cors?: BucketCors;
  /**
   * Files of the program, as objects: folders by the prefix that they are put under, `{ "info/": "content/info" }`, from the
   * folder of Pulumi.yaml. What is gone there is deleted. 500 files at most, those that begin with a dot left out. @default {}
   */
  readonly files?: Readonly<Record<string, string>>;
  /**
   * Beginnings of keys whose objects distributions of this account may give to everybody, `["posters/"]`, a `BucketFront`
   * for each. @default none
   */
  readonly fronts?: readonly string[];
  /** Functions and the gateway get the rights to a key of one's own. Objects are always encrypted. @default "aws" (that of S3) */
  readonly encryption?: Encryption;
  /**
   * `protected`: Pulumi refuses to delete the bucket, and S3 as long as something is in it. `throw-away`: gone with the stack,
   * and all that is in it.
   *
   * @default "protected"
   */
  readonly protection?: "protected" | "throw-away";
  /** An alarm on events that a function of `notify` has failed on. Without a topic it only shows in CloudWatch. @default {} */
  readonly alarms?: Partial<AlarmSettings> | false;
  /** Of the bucket; those of the provider's `defaultTags` come by themselves. @default {} */
  readonly tags?: Tags;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: BucketTransform;
}

const days = 'a number of days, such as "90 days"';

export const bucketShape: Shape<BucketArgs> = {
  versioning: flag.optional(),
  formerVersions: text(`${days}, or "forever"`).optional(),
  unfinishedUploads: text(days).optional(),
  lifecycle: list(lifecycleRule, 'a list of rules, [{ prefix: "tmp/", expireAfter: "7 days" }]').optional(),
  cors: bucketCors,
  files: record(text("a folder"), 'folders by prefix, { "info/": "content/info" }').optional(),
  fronts: list(text(), 'a list of prefixes, ["posters/"]').optional(),
  encryption: encryptionShape,
  protection: oneOf("protected", "throw-away").optional(),
  alarms: alarmsShape<Partial<AlarmSettings>>({ topicArn }),
  tags: tagsShape,
  transform: transformShape(bucketChildren),
};

export const bucketArgs = object(bucketShape);
