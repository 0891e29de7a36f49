import * as z from "zod";
import { parsePolicy } from "../../../access/policy-document";
import { read } from "../../../wire/operations/members";
import { ServiceError } from "../../../wire/service-error";
import { isPublic, refusePublicPolicy } from "../access/public-policy";
import { LOGGING } from "../configurations/logging";
import { NOTIFICATION } from "../configurations/notification";
import { type Configuration, element, readBody } from "../configurations/schema";
import { VERSIONING } from "../configurations/versioning";
import { putNotification } from "../notifications/put-notification";
import { checkTags, TAGGING } from "../objects/tags";
import { readUpload } from "../objects/upload";
import { emptyAnswer, onBucket, policyOf, type S3Operation, s3Operation, xmlAnswer } from "../s3-operation";

export const getBucketVersioning: S3Operation = s3Operation(
  "GetBucketVersioning",
  {},
  onBucket("s3:GetBucketVersioning"),
  () =>
    (_, { versioning: Status }) =>
      xmlAnswer("VersioningConfiguration", { Status }),
);

export const putBucketVersioning: S3Operation = s3Operation(
  "PutBucketVersioning",
  { header: read("x-amz-mfa") },
  onBucket("s3:PutBucketVersioning"),
  ({ store }) =>
    async ({ request }, { name }) => {
      const { Status } = readBody(VERSIONING, readUpload(request).bytes);
      await store.buckets.change(name, { versioning: Status });
      return emptyAnswer();
    },
);

export const getBucketTagging: S3Operation = s3Operation(
  "GetBucketTagging",
  {},
  onBucket("s3:GetBucketTagging"),
  () =>
    (_, { name, tags }) => {
      if (tags && tags.length > 0) return xmlAnswer("Tagging", { TagSet: { Tag: tags } });
      throw new ServiceError("NoSuchTagSet", "The TagSet does not exist", 404, { BucketName: name });
    },
);

export const putBucketTagging: S3Operation = s3Operation(
  "PutBucketTagging",
  {},
  onBucket("s3:PutBucketTagging"),
  ({ store }) =>
    async ({ request }, { name }) => {
      const tags = checkTags(readBody(TAGGING, readUpload(request).bytes).TagSet.Tag, "bucket");
      await store.buckets.change(name, { tags });
      return emptyAnswer(204);
    },
);

export const deleteBucketTagging: S3Operation = s3Operation(
  "DeleteBucketTagging",
  {},
  onBucket("s3:PutBucketTagging"),
  ({ store }) =>
    async (_, { name }) => {
      await store.buckets.change(name, { tags: undefined });
      return emptyAnswer(204);
    },
);

const noPolicy = (BucketName: string): ServiceError =>
  new ServiceError("NoSuchBucketPolicy", "The bucket policy does not exist", 404, { BucketName });

export const getBucketPolicy: S3Operation = s3Operation(
  "GetBucketPolicy",
  {},
  onBucket("s3:GetBucketPolicy"),
  () =>
    (_, { name, policy }) => {
      if (policy === undefined) throw noPolicy(name);
      return { status: 200, headers: { "content-type": "application/json" }, body: policy };
    },
);

export const putBucketPolicy: S3Operation = s3Operation(
  "PutBucketPolicy",
  { header: read("x-amz-confirm-remove-self-bucket-access") },
  onBucket("s3:PutBucketPolicy"),
  ({ store, partition }) =>
    async ({ request }, bucket) => {
      const policy = readUpload(request).bytes.toString("utf8");
      const document = readPolicy(policy);
      for (const { Resource, NotResource } of document.Statement) {
        const named = [Resource ?? NotResource ?? []].flat();
        const own = `arn:${partition}:s3:::${bucket.name}`;
        if (named.length === 0) throw malformed("Missing required field Resource");
        if (named.some((each) => !covers(each, own))) throw malformed("Policy has invalid resource");
      }
      if (document.Statement.some(({ Principal }) => Principal === undefined)) {
        throw malformed("Missing required field Principal");
      }
      refusePublicPolicy(bucket, document, request.principal.arn);
      await store.buckets.change(bucket.name, { policy });
      return emptyAnswer(204);
    },
);

/** Whether a pattern can mean the bucket or something in it. */
const covers = (pattern: string, own: string): boolean => {
  const [bucket = ""] = pattern.split("/");
  const regular = bucket.replace(/[.*+?^${}()|[\]\\]/g, (char) =>
    char === "*" ? ".*" : char === "?" ? "." : `\\${char}`,
  );
  return new RegExp(`^${regular}$`).test(own);
};

const malformed = (message: string): ServiceError => new ServiceError("MalformedPolicy", message, 400);

// fidelity: docs: S3 API reference, error codes: MalformedPolicy; observed: localstack test_bucket_policy_exc: the texts
const readPolicy = (text: string) => {
  const value = jsonOf(text);
  if (value.Statement === undefined) throw malformed("Missing required field Statement");
  try {
    return parsePolicy(value);
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : String(error));
  }
};

const jsonOf = (text: string): { readonly Statement?: unknown } => {
  try {
    if (text.trimStart().startsWith("{")) return JSON.parse(text);
  } catch {
    // Told below.
  }
  throw malformed("Policies must be valid JSON and the first byte must be '{'");
};

export const deleteBucketPolicy: S3Operation = s3Operation(
  "DeleteBucketPolicy",
  {},
  onBucket("s3:DeleteBucketPolicy"),
  ({ store }) =>
    async (_, { name }) => {
      await store.buckets.change(name, { policy: undefined });
      return emptyAnswer(204);
    },
);

export const getBucketPolicyStatus: S3Operation = s3Operation(
  "GetBucketPolicyStatus",
  {},
  onBucket("s3:GetBucketPolicyStatus"),
  () => (_, bucket) => {
    const policy = policyOf(bucket);
    if (!policy) throw noPolicy(bucket.name);
    return xmlAnswer("PolicyStatus", { IsPublic: isPublic(policy) });
  },
);

export const getBucketLogging: S3Operation = s3Operation(
  "GetBucketLogging",
  {},
  onBucket("s3:GetBucketLogging"),
  () =>
    (_, { logging }) =>
      xmlAnswer("BucketLoggingStatus", logging ? { LoggingEnabled: logging } : {}),
);

export const putBucketLogging: S3Operation = s3Operation(
  "PutBucketLogging",
  {},
  onBucket("s3:PutBucketLogging"),
  ({ store }) =>
    async ({ request }, { name }) => {
      const { LoggingEnabled: logging } = readBody(LOGGING, readUpload(request).bytes);
      if (logging && !store.buckets.get(logging.TargetBucket)) {
        const text = "The target bucket for logging does not exist";
        throw new ServiceError("InvalidTargetBucketForLogging", text, 400, { TargetBucket: logging.TargetBucket });
      }
      await store.buckets.change(name, { logging });
      return emptyAnswer();
    },
);

export const getBucketNotification: S3Operation = s3Operation(
  "GetBucketNotificationConfiguration",
  {},
  onBucket("s3:GetBucketNotification"),
  () =>
    (_, { notification }) =>
      xmlAnswer("NotificationConfiguration", notification ?? {}),
);

export const putBucketNotification: S3Operation = s3Operation(
  "PutBucketNotificationConfiguration",
  { header: read("x-amz-skip-destination-validation") },
  onBucket("s3:PutBucketNotification"),
  (services) =>
    async ({ request }, { name }) => {
      const wanted = readBody(NOTIFICATION, readUpload(request).bytes);
      const validate = request.headers["x-amz-skip-destination-validation"]?.toLowerCase() !== "true";
      await putNotification(services, name, wanted, { requestId: request.requestId, validate });
      return emptyAnswer();
    },
);

const Payment = element({ Payer: z.enum(["BucketOwner", "Requester"]) });

const PAYMENT: Configuration<z.infer<typeof Payment>> = { schema: Payment };

export const getBucketRequestPayment: S3Operation = s3Operation(
  "GetBucketRequestPayment",
  {},
  onBucket("s3:GetBucketRequestPayment"),
  () =>
    (_, { payer }) =>
      xmlAnswer("RequestPaymentConfiguration", { Payer: payer ?? "BucketOwner" }),
);

export const putBucketRequestPayment: S3Operation = s3Operation(
  "PutBucketRequestPayment",
  {},
  onBucket("s3:PutBucketRequestPayment"),
  ({ store }) =>
    async ({ request }, { name }) => {
      const { Payer: payer } = readBody(PAYMENT, readUpload(request).bytes);
      await store.buckets.change(name, { payer });
      return emptyAnswer();
    },
);
