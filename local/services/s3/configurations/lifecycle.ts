import { randomUUID } from "node:crypto";
import * as z from "zod";
import { invalidArgument, invalidRequest, malformedXml } from "../s3-errors";
import { type Configuration, element, flag, items, text, wholeNumber } from "./schema";

const Tag = element({ Key: text, Value: text });
const sizes = { ObjectSizeGreaterThan: wholeNumber.optional(), ObjectSizeLessThan: wholeNumber.optional() };
const moment = { Date: text.optional(), Days: wholeNumber.optional() };
const StorageClass = z.enum([
  "GLACIER",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "DEEP_ARCHIVE",
  "GLACIER_IR",
]);

const Rule = element({
  ID: text.optional(),
  Prefix: text.optional(),
  Status: z.enum(["Enabled", "Disabled"]),
  Filter: element({
    Prefix: text.optional(),
    Tag: Tag.optional(),
    ...sizes,
    And: element({ Prefix: text.optional(), Tag: items(Tag).optional(), ...sizes }).optional(),
  }).optional(),
  Expiration: element({ ...moment, ExpiredObjectDeleteMarker: flag.optional() }).optional(),
  NoncurrentVersionExpiration: element({
    NoncurrentDays: wholeNumber.optional(),
    NewerNoncurrentVersions: wholeNumber.optional(),
  }).optional(),
  Transition: items(element({ ...moment, StorageClass })).optional(),
  NoncurrentVersionTransition: items(
    element({ NoncurrentDays: wholeNumber.optional(), NewerNoncurrentVersions: wholeNumber.optional(), StorageClass }),
  ).optional(),
  AbortIncompleteMultipartUpload: element({ DaysAfterInitiation: wholeNumber.optional() }).optional(),
});

type Rule = z.infer<typeof Rule>;

// fidelity: docs: PutBucketLifecycleConfiguration, ID: S3 assigns one where none is given
const schema = element({ Rule: items(Rule).refine((rules) => rules.length <= 1_000) });

const named = schema.transform(({ Rule: rules }) => ({
  Rule: rules.map((rule) => ({ ...rule, ID: rule.ID ?? randomUUID() })),
}));

export type Lifecycle = z.infer<typeof schema>;

/** Kept and checked; nothing expires or moves by it. */
// fidelity: docs: PutBucketLifecycleConfiguration; observed: ceph s3-tests, test_lifecycle_*: the codes
export const LIFECYCLE: Configuration<Lifecycle> = {
  schema: named,
  check({ Rule: rules }) {
    const ids = rules.flatMap(({ ID }) => (ID === undefined ? [] : [ID]));
    if (ids.some((id) => id.length > 255)) {
      throw invalidArgument("ID length should not exceed allowed limit of 255");
    }
    if (new Set(ids).size < ids.length) {
      throw invalidArgument("Rule ID must be unique. Found same ID for more than one rule");
    }
    for (const rule of rules) checkRule(rule);
  },
};

const checkRule = ({ Filter, Prefix, Expiration, ...rule }: Rule): void => {
  if ((Filter === undefined) === (Prefix === undefined) || Object.keys(Filter ?? {}).length > 1) throw malformedXml();
  const actions = [
    Expiration,
    rule.Transition,
    rule.NoncurrentVersionExpiration,
    rule.NoncurrentVersionTransition,
    rule.AbortIncompleteMultipartUpload,
  ];
  if (actions.every((action) => action === undefined)) {
    throw invalidRequestOfRule();
  }
  if (Expiration && Object.keys(Expiration).length !== 1) throw malformedXml();
  // fidelity: observed: localstack test_put_bucket_lifecycle_conf_exc
  const { NoncurrentVersionExpiration: noncurrent } = rule;
  if (noncurrent && Object.keys(noncurrent).length === 0) throw malformedXml();
  const tags = (Filter?.And?.Tag ?? []).map(({ Key }) => Key);
  if (new Set(tags).size < tags.length) throw invalidRequest("Duplicate Tag Keys are not allowed.");
  checkMoment("Expiration", Expiration);
  for (const transition of rule.Transition ?? []) checkMoment("Transition", transition);
};

const invalidRequestOfRule = () => invalidArgument("At least one action needs to be specified in a rule");

const checkMoment = (
  action: string,
  { Date: date, Days }: { readonly Date?: string | undefined; readonly Days?: number | undefined } = {},
): void => {
  if (Days !== undefined && Days < (action === "Expiration" ? 1 : 0)) {
    throw invalidArgument(`'Days' for ${action} action must be a positive integer`);
  }
  if (date === undefined) return;
  const time = Date.parse(date);
  if (Number.isNaN(time)) throw malformedXml();
  if (time % 86_400_000 !== 0) throw invalidArgument("'Date' must be at midnight GMT", "Date", date);
};
