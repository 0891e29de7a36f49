import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import type { Link } from "../../core/rights/link";
import { policyJson, type Statement } from "../../core/rights/policy-document";
import type { Target } from "../../core/target";
import { keyed, ownKey } from "../../operations/key/key";
import type { BucketArgs } from "./args";
import { type BucketNodes, bucketChildren, type MakeBucketChild } from "./children";
import { bucketLink, type LinkedBucket } from "./links";
import { checkEvents, createNotification, type ObjectEvent } from "./notifications";
import { type BucketPlan, planBucket } from "./plan";
import { type ObjectArgs, objectTarget } from "./target";

/**
 * A bucket of S3: private whatever anybody writes into its policy, TLS only, encrypted, with former versions and without
 * what nobody sees.
 *
 * @throws {ArgsError} for values that S3 would refuse, before anything is registered.
 * @example
 * const content = new Bucket("content", { files: { "info/": "content/info" } });
 * new LambdaFunction("write-page", { entry: "handlers/write-page.handler.ts", links: { content: content.write("info/") } });
 * new RestApi("shop", { routes: { "GET /info/{page}": { to: content.object("info/{page}"), auth: "none" } } });
 */
export class Bucket extends pulumi.ComponentResource {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** What was asked for, checked. */
  readonly plan: BucketPlan;
  private readonly linked: LinkedBucket;
  private readonly make: MakeBucketChild;
  private made: BucketNodes;

  constructor(name: string, args: BucketArgs | BucketPlan = {}, opts: pulumi.ComponentResourceOptions = {}) {
    const asked = planBucket(name, args);
    super(componentType("Bucket"), name, {}, opts);
    const key = ownKey(asked, this, asked.protected ? "protected" : "throw-away");
    const plan = keyed(asked, key);
    this.plan = plan;
    this.make = childrenOf(bucketChildren, this, name, plan.transform);
    this.made = { ...createNodes(this.make, plan, this), ...(key && { key }) };
    const { bucket } = this.made;
    this.linked = { plan, bucket };
    this.name = bucket.bucket;
    this.arn = bucket.arn;
    this.registerOutputs({ name: this.name, arn: this.arn });
  }

  get nodes(): BucketNodes {
    return this.made;
  }

  /**
   * To get objects and to list their keys: `CONTENT_BUCKET_NAME` under a link `content`, which `env.bucket("content")` reads
   * back. Where a prefix is named, those whose keys begin with it alone; one that is absent is then forbidden (403).
   */
  read(prefix = ""): Link {
    return bucketLink(this.linked, "read", prefix);
  }

  /** To put and to delete objects, of keys that begin with the prefix where one is named. */
  write(prefix = ""): Link {
    return bucketLink(this.linked, "write", prefix);
  }

  /** Both. */
  readWrite(prefix = ""): Link {
    return bucketLink(this.linked, "readWrite", prefix);
  }

  /**
   * An object as the target of a route, by a key with parameters of the path: `bucket.object("info/{page}")` for
   * `"GET /info/{page}"`. The gateway itself reads it, with its content type; 404 where it is not there.
   */
  object(template: string, args: ObjectArgs = {}): Target {
    return objectTarget(this.linked, template, args);
  }

  /**
   * Tells functions and queues what becomes of objects. All that are told at once: a bucket has one such configuration.
   *
   * @example
   * photos.notify([{ on: "created", prefix: "raw/", suffix: ".jpg", to: resize }]);
   */
  notify(events: readonly ObjectEvent[]): void {
    if (this.made.notification !== undefined)
      throw new ArgsError(
        this.plan.name,
        "notify",
        "must be called once, with all events: a bucket has one such configuration",
      );
    checkEvents(this.plan.name, events);
    this.made = { ...this.made, ...createNotification(this.make, this.made.bucket, events, this.plan.alarms) };
  }
}

const createNodes = (make: MakeBucketChild, plan: BucketPlan, parent: pulumi.Resource): BucketNodes => {
  const made = make(
    "bucket",
    undefined,
    { forceDestroy: !plan.protected, ...(Object.keys(plan.tags).length > 0 && { tags: plan.tags }) },
    { protect: plan.protected },
  );
  const bucket = made.bucket;
  const publicAccess = make("publicAccess", "public-access", {
    bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const versioning =
    plan.versioning && make("versioning", "versioning", { bucket, versioningConfiguration: { status: "Enabled" } });
  const encryption =
    plan.kmsKeyArn !== undefined && make("encryption", "encryption", { bucket, ...sealedBy(plan.kmsKeyArn) });
  return {
    bucket: made,
    publicAccess,
    // Access control lists are off: policies alone say who may.
    ownership: make("ownership", "ownership", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } }),
    policy: make(
      "policy",
      "policy",
      { bucket, policy: policyOf(made.arn, plan, parent) },
      { dependsOn: [publicAccess] },
    ),
    ...(versioning && { versioning }),
    ...(encryption && { encryption }),
    lifecycle: make(
      "lifecycle",
      "lifecycle",
      { bucket, rules: plan.lifecycle },
      { dependsOn: versioning ? [versioning] : [] },
    ),
    ...(plan.cors && { cors: make("cors", "cors", { bucket, corsRules: plan.cors }) }),
    files: Object.fromEntries(
      plan.files.map(({ key, path, contentType }) => [
        key,
        make(
          "files",
          key,
          { bucket, key, source: new pulumi.asset.FileAsset(path), contentType },
          { dependsOn: [...(versioning ? [versioning] : []), ...(encryption ? [encryption] : [])] },
        ),
      ]),
    ),
    permissions: {},
  };
};

/** A key for each bucket and not for each object, which costs less. */
const sealedBy = (kmsMasterKeyId: pulumi.Input<string>) => ({
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId }, bucketKeyEnabled: true }],
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html (read 2026-11) */
const policyOf = (arn: pulumi.Output<string>, { fronts }: BucketPlan, parent: pulumi.Resource) =>
  policyJson([
    {
      Sid: "DenyPlainHttp",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [arn, pulumi.interpolate`${arn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    ...(fronts.length === 0 ? [] : [openedTo(arn, fronts, parent)]),
  ]);

/**
 * Any distribution of the account, since the one that comes needs the bucket to be there; what it gives out is for everybody.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html (read 2026-11)
 */
const openedTo = (arn: pulumi.Output<string>, fronts: readonly string[], parent: pulumi.Resource): Statement => {
  const { accountId } = getCallerIdentityOutput({}, { parent });
  const { partition } = getPartitionOutput({}, { parent });
  return {
    Sid: "AllowFronts",
    Effect: "Allow",
    Principal: { Service: "cloudfront.amazonaws.com" },
    Action: "s3:GetObject",
    Resource: fronts.map((prefix) => pulumi.interpolate`${arn}/${prefix}*`),
    Condition: {
      ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:${partition}:cloudfront::${accountId}:distribution/*` },
    },
  };
};
