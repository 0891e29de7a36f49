import assert from "node:assert/strict";
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from "@aws-sdk/client-s3";
import { type Attic, BUCKET as Bucket, openAttic } from "./attic";

const Key = "note";
const Expiration = { Days: 7 };
const SSECustomerKey = Buffer.alloc(32, "k").toString("base64");
const lifecycle = (rule: object) =>
  new PutBucketLifecycleConfigurationCommand({
    Bucket,
    LifecycleConfiguration: { Rules: [{ ID: "one", Status: "Enabled", ...rule }] },
  });
const filter = (rule: object) =>
  new PutBucketNotificationConfigurationCommand({
    Bucket,
    NotificationConfiguration: {
      QueueConfigurations: [
        {
          QueueArn: "arn:aws:sqs:eu-west-1:000000000000:jobs",
          Events: ["s3:ObjectCreated:*"],
          Filter: { Key: { FilterRules: [rule] } },
        },
      ],
    },
  });
const tags = (...TagSet: { Key: string; Value: string }[]) => ({ Bucket, Tagging: { TagSet } });

/** What AWS was seen to refuse, and the words that it has for it. */
const REFUSED: readonly (readonly [what: string, command: () => unknown, error: object])[] = [
  [
    "a reserved tag of an object",
    () => new PutObjectTaggingCommand({ ...tags({ Key: "aws:a", Value: "1" }), Key }),
    { name: "InvalidTag", message: "Your TagKey cannot be prefixed with aws:", TagKey: "aws:a" },
  ],
  [
    "a reserved tag of a bucket",
    () => new PutBucketTaggingCommand(tags({ Key: "aws:a", Value: "1" })),
    { name: "InvalidTag", TagKey: "aws:a" },
  ],
  [
    "a character in the value of a tag",
    () => new PutBucketTaggingCommand(tags({ Key: "a", Value: "1,2" })),
    { name: "InvalidTag", TagValue: "1,2" },
  ],
  [
    "tags that are not those of a query",
    () => new PutObjectCommand({ Bucket, Key, Tagging: "a=1,b=2" }),
    { name: "InvalidArgument", ArgumentName: "x-amz-tagging" },
  ],
  [
    "a policy without statements",
    () => new PutBucketPolicyCommand({ Bucket, Policy: "{}" }),
    { name: "MalformedPolicy", message: "Missing required field Statement" },
  ],
  [
    "an owner that is no account",
    () => new GetBucketPolicyCommand({ Bucket, ExpectedBucketOwner: "abcd" }),
    { name: "InvalidBucketOwnerAWSAccountID" },
  ],
  ["a rule of a filter without a value", () => filter({ Name: "prefix" }), { name: "MalformedXML" }],
  ["a rule of a filter without a name", () => filter({ Value: "a" }), { name: "MalformedXML" }],
  ["an empty token", () => new ListObjectsV2Command({ Bucket, ContinuationToken: "" }), { name: "InvalidArgument" }],
  [
    "to pass over a lock that no bucket has",
    () => new DeleteObjectCommand({ Bucket, Key, BypassGovernanceRetention: true }),
    { name: "InvalidArgument", ArgumentName: "x-amz-bypass-governance-retention" },
  ],
  [
    "a source without a key",
    () => new CopyObjectCommand({ Bucket, Key, CopySource: "attic" }),
    { name: "InvalidArgument", message: "Invalid copy source object key" },
  ],
  [
    "the same tag twice in a filter",
    () =>
      lifecycle({
        Expiration,
        Filter: {
          And: {
            Tags: [
              { Key: "a", Value: "1" },
              { Key: "a", Value: "2" },
            ],
          },
        },
      }),
    { name: "InvalidRequest", message: "Duplicate Tag Keys are not allowed." },
  ],
  [
    "noncurrent versions without a number",
    () => lifecycle({ Filter: {}, NoncurrentVersionExpiration: {} }),
    { name: "MalformedXML" },
  ],
  [
    "two kinds of encryption",
    () =>
      new PutObjectCommand({
        Bucket,
        Key,
        SSECustomerKey,
        SSECustomerAlgorithm: "AES256",
        ServerSideEncryption: "AES256",
      }),
    { name: "InvalidArgument", ArgumentValue: "AES256" },
  ],
  [
    "an algorithm for a key of the caller's",
    () => new PutObjectCommand({ Bucket, Key, SSECustomerKey, SSECustomerAlgorithm: "KMS" }),
    { name: "InvalidEncryptionAlgorithmError", ArgumentValue: "KMS" },
  ],
];

describe("s3: refusals", () => {
  let attic: Attic;
  before(async () => {
    attic = await openAttic();
    await attic.client.send(new PutObjectCommand({ Bucket, Key, Body: "abc" }));
  });
  after(() => attic.close());

  for (const [what, command, error] of REFUSED) {
    it(`of ${what}`, () => assert.rejects(attic.client.send(command() as never), error));
  }

  it("of a place of buckets that is none", async () => {
    const wrong = (LocationConstraint: string) =>
      attic.client.send(
        new CreateBucketCommand({
          Bucket: "other",
          CreateBucketConfiguration: { LocationConstraint: LocationConstraint as never },
        }),
      );
    await assert.rejects(wrong("bar"), { name: "IllegalLocationConstraintException" });
  });

  it("of another key of the caller's than the object has", async () => {
    const own = { Bucket, Key: "secret", SSECustomerAlgorithm: "AES256" };
    await attic.client.send(new PutObjectCommand({ ...own, Body: "x", SSECustomerKey }));
    const other = Buffer.alloc(32, "o").toString("base64");
    await assert.rejects(attic.client.send(new GetObjectCommand({ ...own, SSECustomerKey: other })), {
      name: "AccessDenied",
      message: /must provide the correct secret key/,
    });
  });

  it("not of a list of tags with none in it, nor of a range of all bytes", async () => {
    await attic.client.send(new PutBucketTaggingCommand(tags()));
    const whole = await attic.client.send(
      new GetObjectCommand({ Bucket, Key, Range: "bytes=0-99", ChecksumMode: "ENABLED" }),
    );
    assert.equal(whole.ChecksumType, "FULL_OBJECT");
  });
});
