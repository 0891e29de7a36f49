import type * as s3 from "@pulumi/aws/s3";
import { ArgsError } from "../../core/args/args-error";
import { duration, object, text } from "../../core/args/args-shape";
import { type Duration, toDays } from "../../core/args/duration";
import { checkPrefix } from "./prefix";

/** What becomes of objects as they age; at least one of the ages. */
export interface LifecycleRule {
  /** Of objects whose keys begin with it. @default all */
  readonly prefix?: string;
  /** Deleted; where versions are kept, they then are a former version. 1 day or more. */
  readonly expireAfter?: Duration;
  /** To cheaper storage that bills reading (STANDARD_IA), objects of 128 KB and more; 30 days or more. */
  readonly infrequentAfter?: Duration;
  /** To archive storage that is read at once (GLACIER_IR); 1 day or more, and 30 after `infrequentAfter`. */
  readonly archiveAfter?: Duration;
}

export const lifecycleRule = object<LifecycleRule>({
  prefix: text("the beginning of keys").optional(),
  expireAfter: duration.optional(),
  infrequentAfter: duration.optional(),
  archiveAfter: duration.optional(),
});

export type LifecycleSettings = s3.BucketLifecycleConfigurationArgs["rules"];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html (read 2026-11) */
const MIN_IN_CLASS_DAYS = 30;

/** @throws {ArgsError} for an order of ages that S3 refuses, and for a rule that does nothing. */
export const lifecycleRules = (name: string, rules: readonly LifecycleRule[]) =>
  rules.map((rule, index) => {
    const at = (key: string) => `lifecycle[${index}].${key}`;
    const { prefix = "", expireAfter, infrequentAfter, archiveAfter } = rule;
    checkPrefix(name, at("prefix"), prefix);
    const days = (key: keyof LifecycleRule, value: Duration | undefined, min: Duration) =>
      value === undefined ? undefined : toDays(name, at(key), value, { min });
    const infrequent = days("infrequentAfter", infrequentAfter, "30 days");
    const archive = days("archiveAfter", archiveAfter, "1 day");
    const expire = days("expireAfter", expireAfter, "1 day");
    if (infrequent === undefined && archive === undefined && expire === undefined)
      throw new ArgsError(name, `lifecycle[${index}]`, "must say an age: expireAfter, infrequentAfter or archiveAfter");
    if (infrequent !== undefined && archive !== undefined && archive < infrequent + MIN_IN_CLASS_DAYS)
      throw new ArgsError(
        name,
        at("archiveAfter"),
        `must be ${MIN_IN_CLASS_DAYS} days or more after infrequentAfter (it is "${archiveAfter}", that is "${infrequentAfter}")`,
      );
    const latest = Math.max(infrequent ?? 0, archive ?? 0);
    if (expire !== undefined && expire <= latest)
      throw new ArgsError(
        name,
        at("expireAfter"),
        `must be later than ${latest} days, when objects move (it is "${expireAfter}")`,
      );
    const transitions = [
      ...(infrequent === undefined ? [] : [{ days: infrequent, storageClass: "STANDARD_IA" }]),
      ...(archive === undefined ? [] : [{ days: archive, storageClass: "GLACIER_IR" }]),
    ];
    return {
      id: `rule-${index + 1}`,
      status: "Enabled",
      filter: { prefix },
      ...(transitions.length > 0 && { transitions }),
      ...(expire !== undefined && { expiration: { days: expire } }),
    };
  });

/** What every bucket needs, so that nothing that nobody sees is billed for good. */
export const tidyRule = (unfinishedDays: number, formerDays: number | undefined) => ({
  id: "tidy",
  status: "Enabled",
  filter: { prefix: "" },
  abortIncompleteMultipartUpload: { daysAfterInitiation: unfinishedDays },
  ...(formerDays !== undefined && {
    noncurrentVersionExpiration: { noncurrentDays: formerDays },
    // Of an object whose versions are all gone.
    expiration: { expiredObjectDeleteMarker: true },
  }),
});
