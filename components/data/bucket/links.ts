import type * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { BUCKET_FIELDS, variable } from "../../contracts/environment";
import type { Grant, Link } from "../../core/rights/link";
import type { BucketPlan } from "./plan";
import { checkPrefix } from "./prefix";

/** A bucket with its plan, as links and targets need it. */
export interface LinkedBucket {
  readonly plan: BucketPlan;
  readonly bucket: s3.Bucket;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html (read 2026-11) */
const READ = ["s3:GetObject"] as const;
/** An upload in parts that fails is taken back. */
const WRITE = ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"] as const;

type Verb = "read" | "write" | "readWrite";

/** @throws {ArgsError} for a prefix that a policy would read as a pattern. */
export const bucketLink = (linked: LinkedBucket, verb: Verb, prefix: string): Link => {
  const { name } = linked.plan;
  checkPrefix(name, verb, prefix);
  const reads = verb !== "write";
  const actions = [...(reads ? READ : []), ...(verb === "read" ? [] : WRITE)];
  return {
    description: `${verb === "readWrite" ? "read and write" : verb} ${prefix === "" ? "" : `${prefix} of `}bucket ${name}`,
    grants: [
      { actions, resources: [objectsOf(linked, prefix)] },
      ...(reads ? [listGrant(linked, prefix)] : []),
      ...keyGrants(linked, verb === "read" ? ["kms:Decrypt"] : ["kms:GenerateDataKey", "kms:Decrypt"]),
    ],
    environment: (link) => ({ [variable(link, BUCKET_FIELDS[0])]: linked.bucket.bucket }),
    service: "s3",
  };
};

/** Objects whose keys begin with the prefix. */
export const objectsOf = ({ bucket }: LinkedBucket, prefix: string): pulumi.Output<string> =>
  pulumi.interpolate`${bucket.arn}/${prefix}*`;

/** Without it S3 does not say of an object that it is absent, but that it is forbidden. */
const listGrant = ({ bucket }: LinkedBucket, prefix: string): Grant => ({
  actions: ["s3:ListBucket"],
  resources: [bucket.arn],
  ...(prefix !== "" && { condition: { StringLike: { "s3:prefix": [`${prefix}*`] } } }),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms (read 2026-11) */
export const keyGrants = ({ plan: { kmsKeyArn } }: LinkedBucket, actions: readonly string[]): Grant[] =>
  kmsKeyArn === undefined ? [] : [{ actions, resources: [kmsKeyArn] }];
