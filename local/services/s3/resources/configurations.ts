import type { ResourceType } from "../../../engine/resources/resource-type";
import { OWNERSHIP, PUBLIC_ACCESS_BLOCK } from "../configurations/access";
import type { Configurations } from "../configurations/configurations";
import { CORS } from "../configurations/cors";
import { ENCRYPTION } from "../configurations/encryption";
import { LIFECYCLE } from "../configurations/lifecycle";
import { LOGGING_ENABLED } from "../configurations/logging";
import type { Configuration } from "../configurations/schema";
import { VERSIONING } from "../configurations/versioning";
import { WEBSITE } from "../configurations/website";
import type { Buckets } from "../storage/buckets";
import { websiteDomain } from "../website/website-host";
import { configurationType } from "./configuration";
import { many, one, type Shape, tagMap, text, texts, within } from "./mapping";

/** The resources that are one configuration of a bucket each. */
export const configurationTypes = (buckets: Buckets, region: string): readonly ResourceType[] => {
  const kept = <Name extends keyof Configurations>(
    name: Name,
    type: string,
    configuration: Configuration<NonNullable<Configurations[Name]>>,
    shape: Shape,
  ) => ({
    type: `aws:s3/${type[0]?.toLowerCase()}${type.slice(1)}:${type}`,
    configuration,
    shape,
    of: (bucket: Configurations) => bucket[name],
    set: ({ name: bucket }: { name: string }, value: Configurations[Name] | undefined) =>
      buckets.change(bucket, { [name]: value }),
  });
  return [
    configurationType(
      buckets,
      kept("cors", "BucketCorsConfiguration", CORS, { corsRules: many("CORSRule", CORS_RULE) }),
    ),
    configurationType(
      buckets,
      kept("lifecycle", "BucketLifecycleConfiguration", LIFECYCLE, { rules: many("Rule", RULE) }),
    ),
    configurationType(
      buckets,
      kept("encryption", "BucketServerSideEncryptionConfiguration", ENCRYPTION, {
        rules: many("Rule", ENCRYPTION_RULE),
      }),
    ),
    configurationType(
      buckets,
      kept("ownership", "BucketOwnershipControls", OWNERSHIP, {
        rule: first("Rule", { objectOwnership: text("ObjectOwnership") }),
      }),
    ),
    configurationType(buckets, kept("publicAccessBlock", "BucketPublicAccessBlock", PUBLIC_ACCESS_BLOCK, BLOCKED)),
    configurationType(buckets, {
      type: "aws:s3/bucketLogging:BucketLogging",
      configuration: LOGGING_ENABLED,
      shape: LOGGED,
      of: ({ logging }) => logging,
      set: ({ name }, logging) => buckets.change(name, { logging }),
    }),
    configurationType(buckets, {
      type: "aws:s3/bucketVersioning:BucketVersioning",
      configuration: VERSIONING,
      shape: { status: text("Status"), mfaDelete: text("MfaDelete") },
      place: "versioningConfiguration",
      of: ({ versioning }) => versioning && { Status: versioning },
      // fidelity: observed: the provider suspends versions when the resource goes
      set: ({ name }, value) => buckets.change(name, { versioning: value?.Status ?? "Suspended" }),
    }),
    configurationType(buckets, {
      ...kept("website", "BucketWebsiteConfiguration", WEBSITE, SITE),
      outputs: (bucket) => ({
        websiteDomain: websiteDomain(region),
        websiteEndpoint: `${bucket}.${websiteDomain(region)}`,
      }),
    }),
  ];
};

const first = (wire: string, shape: Shape) => {
  const list = many(wire, shape);
  return {
    wire,
    to: (value: unknown) => list.to([value]),
    from: (value: unknown) => (list.from(value) as readonly unknown[])[0],
  };
};

const CORS_RULE: Shape = {
  id: text("ID"),
  allowedHeaders: texts("AllowedHeader"),
  allowedMethods: texts("AllowedMethod"),
  allowedOrigins: texts("AllowedOrigin"),
  exposeHeaders: texts("ExposeHeader"),
  maxAgeSeconds: text("MaxAgeSeconds"),
};

const SIZES: Shape = {
  objectSizeGreaterThan: text("ObjectSizeGreaterThan"),
  objectSizeLessThan: text("ObjectSizeLessThan"),
};

const MOMENT: Shape = { date: text("Date"), days: text("Days") };

const NONCURRENT: Shape = {
  noncurrentDays: text("NoncurrentDays"),
  newerNoncurrentVersions: text("NewerNoncurrentVersions"),
};

const RULE: Shape = {
  id: text("ID"),
  prefix: text("Prefix"),
  status: text("Status"),
  filter: one("Filter", {
    prefix: text("Prefix"),
    tag: one("Tag", { key: text("Key"), value: text("Value") }),
    ...SIZES,
    and: one("And", { prefix: text("Prefix"), tags: tagMap("Tag"), ...SIZES }),
  }),
  expiration: one("Expiration", { ...MOMENT, expiredObjectDeleteMarker: text("ExpiredObjectDeleteMarker") }),
  noncurrentVersionExpiration: one("NoncurrentVersionExpiration", NONCURRENT),
  transitions: many("Transition", { ...MOMENT, storageClass: text("StorageClass") }),
  noncurrentVersionTransitions: many("NoncurrentVersionTransition", {
    ...NONCURRENT,
    storageClass: text("StorageClass"),
  }),
  abortIncompleteMultipartUpload: one("AbortIncompleteMultipartUpload", {
    daysAfterInitiation: text("DaysAfterInitiation"),
  }),
};

const ENCRYPTION_RULE: Shape = {
  applyServerSideEncryptionByDefault: one("ApplyServerSideEncryptionByDefault", {
    sseAlgorithm: text("SSEAlgorithm"),
    kmsMasterKeyId: text("KMSMasterKeyID"),
  }),
  bucketKeyEnabled: text("BucketKeyEnabled"),
  blockedEncryptionTypes: within("BlockedEncryptionTypes", texts("EncryptionType")),
};

const BLOCKED: Shape = {
  blockPublicAcls: text("BlockPublicAcls"),
  blockPublicPolicy: text("BlockPublicPolicy"),
  ignorePublicAcls: text("IgnorePublicAcls"),
  restrictPublicBuckets: text("RestrictPublicBuckets"),
};

const REDIRECT: Shape = {
  hostName: text("HostName"),
  httpRedirectCode: text("HttpRedirectCode"),
  protocol: text("Protocol"),
  replaceKeyPrefixWith: text("ReplaceKeyPrefixWith"),
  replaceKeyWith: text("ReplaceKeyWith"),
};

const SITE: Shape = {
  indexDocument: one("IndexDocument", { suffix: text("Suffix") }),
  errorDocument: one("ErrorDocument", { key: text("Key") }),
  redirectAllRequestsTo: one("RedirectAllRequestsTo", { hostName: text("HostName"), protocol: text("Protocol") }),
  routingRules: within(
    "RoutingRules",
    many("RoutingRule", {
      condition: one("Condition", {
        httpErrorCodeReturnedEquals: text("HttpErrorCodeReturnedEquals"),
        keyPrefixEquals: text("KeyPrefixEquals"),
      }),
      redirect: one("Redirect", REDIRECT),
    }),
  ),
};

const LOGGED: Shape = {
  targetBucket: text("TargetBucket"),
  targetPrefix: text("TargetPrefix"),
  targetObjectKeyFormat: one("TargetObjectKeyFormat", {
    simplePrefix: one("SimplePrefix", {}),
    partitionedPrefix: one("PartitionedPrefix", { partitionDateSource: text("PartitionDateSource") }),
  }),
};
