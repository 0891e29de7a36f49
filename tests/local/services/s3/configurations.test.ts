import assert from "node:assert/strict";
import {
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketPolicyStatusCommand,
  PutBucketAclCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketWebsiteCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { localWebsite } from "../../../../local/services/s3/website/website-host";
import { resourceContext } from "../../cloud/test-cloud";
import { type Attic, BUCKET as Bucket, openAttic } from "./attic";

const CORS = "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration";
const OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
const OWNER = { objectOwnership: "BucketOwnerEnforced" };
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

describe("s3: configurations of a bucket", () => {
  let attic: Attic;
  before(async () => {
    attic = await openAttic();
  });
  after(() => attic.close());

  it("are the same whether a program or a call sets them", async () => {
    const corsRules = [{ allowedMethods: ["GET"], allowedOrigins: ["https://shop.test"], maxAgeSeconds: 60 }];
    await attic.cloud.resource(CORS).create({ bucket: Bucket, corsRules }, resourceContext("cors"));
    const found = await attic.client.send(new GetBucketCorsCommand({ Bucket }));
    assert.deepEqual(found.CORSRules, [
      { AllowedMethods: ["GET"], AllowedOrigins: ["https://shop.test"], MaxAgeSeconds: 60 },
    ]);
    const CORSRules = [{ AllowedMethods: ["PUT"], AllowedOrigins: ["*"] }];
    await attic.client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    assert.deepEqual(await attic.cloud.resource(CORS).read?.(Bucket, {}), {
      bucket: Bucket,
      corsRules: [{ allowedMethods: ["PUT"], allowedOrigins: ["*"] }],
    });
    await attic.cloud.resource(CORS).delete(Bucket, {});
    await assert.rejects(attic.client.send(new GetBucketCorsCommand({ Bucket })), { name: "NoSuchCORSConfiguration" });
  });

  it("are all there when they are set at once", async () => {
    const corsRules = [{ allowedMethods: ["POST"], allowedOrigins: ["*"] }];
    const rules = [{ id: "a", status: "Enabled", filter: { prefix: "" }, expiration: { days: 1 } }];
    const set = (type: string, inputs: object) =>
      attic.cloud.resource(type).create({ bucket: Bucket, ...inputs }, resourceContext("at-once"));
    await Promise.all([set(CORS, { corsRules }), set(LIFECYCLE, { rules }), set(OWNERSHIP, { rule: OWNER })]);
    const read = await Promise.all(
      [CORS, LIFECYCLE, OWNERSHIP].map((type) => attic.cloud.resource(type).read?.(Bucket, {})),
    );
    assert.deepEqual(read, [
      { bucket: Bucket, corsRules },
      { bucket: Bucket, rules },
      { bucket: Bucket, rule: OWNER },
    ]);
    await Promise.all([CORS, LIFECYCLE].map((type) => attic.cloud.resource(type).delete(Bucket, {})));
    assert.equal(await attic.cloud.resource(CORS).read?.(Bucket, {}), undefined);
  });

  const lifecycle = (rule: object, ...more: object[]) =>
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: { Rules: [rule, ...more] as never },
    });
  const EXPIRING = { ID: "a", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } };
  const REFUSED: Readonly<Record<string, readonly [command: () => object, code: string]>> = {
    "a lifecycle of no days": [() => lifecycle({ ...EXPIRING, Expiration: { Days: 0 } }), "InvalidArgument"],
    "a lifecycle with a date within a day": [
      () => lifecycle({ ...EXPIRING, Expiration: { Date: new Date("2030-01-01T01:00:00Z") } }),
      "InvalidArgument",
    ],
    "two rules of one id": [() => lifecycle(EXPIRING, EXPIRING), "InvalidArgument"],
    "a rule that is neither on nor off": [() => lifecycle({ ...EXPIRING, Status: "enabled" }), "MalformedXML"],
    "an origin with two wildcards": [
      () =>
        new PutBucketCorsCommand({
          Bucket,
          CORSConfiguration: { CORSRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["*.*"] }] },
        }),
      "InvalidRequest",
    ],
    "a key for an algorithm without one": [
      () =>
        new PutBucketEncryptionCommand({
          Bucket,
          ServerSideEncryptionConfiguration: {
            Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256", KMSMasterKeyID: "k" } }],
          },
        }),
      "InvalidArgument",
    ],
    "a website without pages": [
      () => new PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration: {} }),
      "InvalidArgument",
    ],
    "a tag twice": [
      () =>
        new PutBucketTaggingCommand({
          Bucket,
          Tagging: {
            TagSet: [
              { Key: "a", Value: "1" },
              { Key: "a", Value: "2" },
            ],
          },
        }),
      "InvalidTag",
    ],
    "a policy that is no JSON": [() => new PutBucketPolicyCommand({ Bucket, Policy: "no" }), "MalformedPolicy"],
    "a policy for another bucket": [
      () =>
        new PutBucketPolicyCommand({
          Bucket,
          Policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::cellar/*" }],
          }),
        }),
      "MalformedPolicy",
    ],
    "a list of grants": [
      () => new PutBucketAclCommand({ Bucket, ACL: "public-read" }),
      "AccessControlListNotSupported",
    ],
    "an object for everybody": [
      () => new PutObjectCommand({ Bucket, Key: "k", ACL: "public-read" }),
      "AccessControlListNotSupported",
    ],
    "metadata of more than 2 KB": [
      () => new PutObjectCommand({ Bucket, Key: "k", Metadata: { a: "x".repeat(2_048) } }),
      "MetadataTooLarge",
    ],
  };
  for (const [what, [command, name]] of Object.entries(REFUSED)) {
    it(`refuse ${what}`, () => assert.rejects(attic.client.send(command() as never), { name }));
  }

  it("refuse a program what they refuse a call", async () => {
    const rules = [{ id: "a", status: "Enabled", filter: { prefix: "" }, expiration: { days: 0 } }];
    await assert.rejects(
      attic.cloud.resource(LIFECYCLE).create({ bucket: Bucket, rules }, resourceContext("l")),
      /'Days' for Expiration action must be a positive integer/,
    );
  });

  it("begin with what AWS begins with", async () => {
    const { ServerSideEncryptionConfiguration: found } = await attic.client.send(
      new GetBucketEncryptionCommand({ Bucket }),
    );
    assert.deepEqual(found?.Rules?.[0]?.ApplyServerSideEncryptionByDefault, { SSEAlgorithm: "AES256" });
  });

  it("tell a policy for an edge from a public one", async () => {
    const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` };
    const Condition = { StringEquals: { "AWS:SourceArn": "arn:aws:cloudfront::000000000000:distribution/E1" } };
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ ...allow, Principal: { Service: "cloudfront.amazonaws.com" }, Condition }],
    });
    await attic.client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    const { PolicyStatus } = await attic.client.send(new GetBucketPolicyStatusCommand({ Bucket }));
    assert.equal(PolicyStatus?.IsPublic, false);
  });

  it("have a website where browsers of this machine find it", () => {
    assert.equal(
      localWebsite("http://attic.s3-website-eu-west-1.amazonaws.com/docs/", "http://127.0.0.1:4566"),
      "http://attic.s3-website.localhost:4566/docs/",
    );
    assert.equal(localWebsite("https://attic.s3.eu-west-1.amazonaws.com/", "http://127.0.0.1:4566"), undefined);
  });
});
