import assert from "node:assert/strict";
import { CopyObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { Statement } from "../../../../local/access/access";
import { resourceContext } from "../../cloud/test-cloud";
import { type Attic, BUCKET as Bucket, openAttic } from "./attic";

describe("s3: keys of one's own", () => {
  let attic: Attic;
  let key: string;
  beforeEach(async () => {
    attic = await openAttic();
    const { outputs } = await attic.cloud.resource("aws:kms/key:Key").create({}, resourceContext("key"));
    key = String(outputs.arn);
    const rules = [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key },
        bucketKeyEnabled: true,
      },
    ];
    const type = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    await attic.cloud.resource(type).create({ bucket: Bucket, rules }, resourceContext("encryption"));
  });
  afterEach(() => attic.close());

  const as = async (name: string, actions: readonly string[]) => {
    const statements: Statement[] = [
      { Effect: "Allow", Action: ["s3:*"], Resource: "*" },
      ...(actions.length > 0 ? [{ Effect: "Allow" as const, Action: actions, Resource: key }] : []),
    ];
    const role = await attic.cloud.role(name, statements);
    const credentials = attic.cloud.access.assumeRole(role, "one");
    return new S3Client({ ...attic.cloud.client, forcePathStyle: true, credentials });
  };

  it("are asked for in the name of who writes, and of who reads", async () => {
    const [bare, writer, reader] = [
      await as("bare", []),
      await as("writer", ["kms:GenerateDataKey"]),
      await as("reader", ["kms:Decrypt"]),
    ];
    const put = (client: S3Client) => client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "data" }));
    const get = (client: S3Client) => client.send(new GetObjectCommand({ Bucket, Key: "k" }));
    await assert.rejects(put(bare), { name: "AccessDenied", message: /kms:GenerateDataKey/ });
    const { SSEKMSKeyId, BucketKeyEnabled, ETag } = await put(writer);
    assert.deepEqual([SSEKMSKeyId, BucketKeyEnabled], [key, true]);
    assert.notEqual(ETag, '"8d777f385d3dfec8815d20f7496026dc"');
    await assert.rejects(get(writer), { name: "AccessDenied", message: /kms:Decrypt/ });
    assert.equal(await (await get(reader)).Body?.transformToString(), "data");
    const CopySource = `${Bucket}/k`;
    await assert.rejects(writer.send(new CopyObjectCommand({ Bucket, Key: "c", CopySource })), {
      name: "AccessDenied",
    });
    const plain = { Bucket, Key: "plain", Body: "x", ServerSideEncryption: "AES256" } as const;
    await bare.send(new PutObjectCommand(plain));
    for (const client of [bare, writer, reader]) client.destroy();
  });

  it("of the caller alone come with each read", async () => {
    const own = { SSECustomerAlgorithm: "AES256", SSECustomerKey: Buffer.alloc(32, "k") as never };
    await attic.client.send(new PutObjectCommand({ Bucket, Key: "own", Body: "data", ...own }));
    await assert.rejects(attic.client.send(new GetObjectCommand({ Bucket, Key: "own" })), { name: "InvalidRequest" });
    const other = { ...own, SSECustomerKey: Buffer.alloc(32, "o") as never };
    await assert.rejects(attic.client.send(new GetObjectCommand({ Bucket, Key: "own", ...other })), {
      name: "AccessDenied",
    });
    const found = await attic.client.send(new GetObjectCommand({ Bucket, Key: "own", ...own }));
    assert.equal(await found.Body?.transformToString(), "data");
  });
});
