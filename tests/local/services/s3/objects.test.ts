import assert from "node:assert/strict";
import { request } from "node:http";
import { Readable } from "node:stream";
import { Sha256 } from "@aws-crypto/sha256-js";
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTorrentCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import { CHECKSUMS } from "../../../../local/services/s3/objects/checksums";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

const Bucket = "attic";
const BYTES = Buffer.from("89504e470d0a1a0aff", "hex");

describe("s3: objects", () => {
  let cloud: TestCloud;
  let client: S3Client;
  beforeEach(async () => {
    cloud = await startTestCloud();
    client = new S3Client({ ...cloud.client, forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket }));
  });
  afterEach(async () => {
    client.destroy();
    await cloud.close();
  });
  const put = (Key: string, more = {}) => client.send(new PutObjectCommand({ Bucket, Key, Body: BYTES, ...more }));
  const get = async (Key: string, more = {}) => {
    const answer = await client.send(new GetObjectCommand({ Bucket, Key, ...more }));
    return { ...answer, bytes: Buffer.from((await answer.Body?.transformToByteArray()) ?? []) };
  };

  it("compares the content with every checksum that a client sends, and keeps it", () => {
    // The check values of the catalogue of CRC algorithms.
    const bytes = Buffer.from("123456789");
    const of = (name: string) =>
      Buffer.from(CHECKSUMS[`x-amz-checksum-${name}`]?.(bytes) ?? "", "base64").toString("hex");
    assert.deepEqual([of("crc32"), of("crc32c"), of("crc64nvme")], ["cbf43926", "e3069283", "ae8b14860a799888"]);
  });

  it("gives back bytes, type, metadata and ETag, under any key", async () => {
    const Key = "a b/../ü+%2F//?.png";
    const { ETag } = await put(Key, { ContentType: "image/png", Metadata: { owner: "ada" }, CacheControl: "no-store" });
    assert.equal(ETag, '"13087743f0d6317a9230bf64f409f2b0"');
    const found = await get(Key);
    assert.deepEqual(found.bytes, BYTES);
    assert.equal(found.ContentType, "image/png");
    assert.deepEqual(found.Metadata, { owner: "ada" });
    assert.equal(found.CacheControl, "no-store");
    const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
    assert.equal(head.ContentLength, BYTES.length);
    assert.equal(head.ETag, ETag);
  });

  it("replaces, deletes, and says that an object is not there", async () => {
    await put("note");
    await put("note", { Body: "second" });
    assert.equal((await get("note")).bytes.toString(), "second");
    assert.equal((await get("note")).ContentType, "application/octet-stream");
    await client.send(new DeleteObjectCommand({ Bucket, Key: "note" }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: "note" }));
    await assert.rejects(get("note"), { name: "NoSuchKey", message: "The specified key does not exist." });
    await assert.rejects(client.send(new HeadObjectCommand({ Bucket, Key: "note" })), { name: "NotFound" });
    await assert.rejects(put("note", { Bucket: "cellar" }), { name: "NoSuchBucket" });
  });

  it("takes a stream in chunks, without their frames", async () => {
    await put("stream", { Body: Readable.from([BYTES, BYTES]), ContentLength: 2 * BYTES.length });
    const found = await get("stream");
    assert.deepEqual(found.bytes, Buffer.concat([BYTES, BYTES]));
    assert.equal(found.ContentEncoding, undefined);
  });

  it("refuses content that is not what its checksum says", async () => {
    await assert.rejects(put("bad", { ContentMD5: "1B2M2Y8AsgTpgAmY7PhCfg==" }), {
      name: "BadDigest",
      message: "The Content-MD5 you specified did not match what we received.",
    });
  });

  it("answers ranges", async () => {
    await put("text", { Body: "0123456789" });
    const part = await get("text", { Range: "bytes=2-4" });
    assert.equal(part.bytes.toString(), "234");
    assert.equal(part.ContentRange, "bytes 2-4/10");
    assert.equal(part.$metadata.httpStatusCode, 206);
    assert.equal((await get("text", { Range: "bytes=-3" })).bytes.toString(), "789");
    assert.equal((await get("text", { Range: "bytes=7-99" })).bytes.toString(), "789");
    assert.equal((await get("text", { Range: "lines=1-2" })).bytes.length, 10);
    await assert.rejects(get("text", { Range: "bytes=10-" }), { name: "InvalidRange" });
  });

  it("reads and writes under conditions", async () => {
    const { ETag } = await put("note", { IfNoneMatch: "*" });
    await assert.rejects(put("note", { IfNoneMatch: "*" }), { name: "PreconditionFailed" });
    await assert.rejects(put("note", { IfMatch: '"other"' }), { name: "PreconditionFailed" });
    await assert.rejects(get("note", { IfMatch: '"other"' }), { name: "PreconditionFailed" });
    await assert.rejects(get("note", { IfNoneMatch: ETag }), ({ $metadata }) => $metadata.httpStatusCode === 304);
    assert.deepEqual((await get("note", { IfMatch: ETag })).bytes, BYTES);
    await put("note", { IfMatch: ETag, Body: "next" });
    const race = await Promise.allSettled([1, 2, 3].map(() => put("first", { IfNoneMatch: "*" })));
    assert.deepEqual(race.map(({ status }) => status).sort(), ["fulfilled", "rejected", "rejected"]);
  });

  it("lists by prefix and folder, page by page, in order of bytes", async () => {
    for (const key of ["b", "a/2", "a/1", "Z", "a/x/1"]) await put(key);
    const keys = (list: { Contents?: { Key?: string }[] }) => (list.Contents ?? []).map(({ Key }) => Key);
    const all = await client.send(new ListObjectsV2Command({ Bucket }));
    assert.deepEqual(keys(all), ["Z", "a/1", "a/2", "a/x/1", "b"]);
    const first = await client.send(new ListObjectsV2Command({ Bucket, Delimiter: "/", MaxKeys: 2 }));
    assert.deepEqual(keys(first), ["Z"]);
    assert.deepEqual(first.CommonPrefixes, [{ Prefix: "a/" }]);
    assert.equal(first.IsTruncated, true);
    const { NextContinuationToken: ContinuationToken } = first;
    const second = await client.send(new ListObjectsV2Command({ Bucket, Delimiter: "/", ContinuationToken }));
    assert.deepEqual(keys(second), ["b"]);
    assert.equal(second.KeyCount, 1);
    assert.deepEqual(keys(await client.send(new ListObjectsCommand({ Bucket, Prefix: "a/", Marker: "a/1" }))), [
      "a/2",
      "a/x/1",
    ]);
  });

  it("copies, and keeps a bucket that is not empty", async () => {
    await put("from", { Metadata: { owner: "ada" } });
    await client.send(new CopyObjectCommand({ Bucket, Key: "to", CopySource: `${Bucket}/from` }));
    assert.deepEqual((await get("to")).Metadata, { owner: "ada" });
    await assert.rejects(client.send(new DeleteBucketCommand({ Bucket })), { name: "BucketNotEmpty" });
    for (const Key of ["from", "to"]) await client.send(new DeleteObjectCommand({ Bucket, Key }));
    await client.send(new DeleteBucketCommand({ Bucket }));
    assert.deepEqual((await client.send(new ListBucketsCommand({}))).Buckets ?? [], []);
  });

  it("knows the bucket by its host too, and a URL that was signed ahead", async () => {
    await put("note", { Body: "by host" });
    const { port } = new URL(cloud.client.endpoint);
    const host = `${Bucket}.s3.localhost:${port}`;
    const signer = new SignatureV4({
      ...cloud.client,
      service: "s3",
      sha256: Sha256,
      uriEscapePath: false,
      applyChecksum: false,
    });
    const unsigned = new HttpRequest({
      method: "GET",
      hostname: host,
      path: "/note",
      headers: { host, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" },
    });
    const { query } = await signer.presign(unsigned, { expiresIn: 60 });
    const search = Object.entries(query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
    const answer = await new Promise<string>((resolve, reject) => {
      const options = { host: "127.0.0.1", port, path: `/note?${search.join("&")}`, headers: { host } };
      request(options, (response) => {
        response
          .setEncoding("utf8")
          .toArray()
          .then((parts) => resolve(parts.join("")), reject);
      }).end();
    });
    assert.equal(answer, "by host");
  });

  it("says loudly what is not there", async () => {
    await assert.rejects(client.send(new GetObjectTorrentCommand({ Bucket, Key: "note" })), { name: "NotImplemented" });
    assert.deepEqual(cloud.warnings, ["S3 GET with ?torrent is not emulated by the local cloud"]);
  });

  it("lets a role do what its policies and the bucket's own say", async () => {
    await put("open/note");
    const arn = "arn:aws:s3:::attic";
    const role = await cloud.role("reader", [{ Effect: "Allow", Action: "s3:GetObject", Resource: `${arn}/open/*` }]);
    const reader = new S3Client({
      ...cloud.client,
      forcePathStyle: true,
      credentials: cloud.access.assumeRole(role, "one"),
    });
    const read = (Key: string) => reader.send(new GetObjectCommand({ Bucket, Key }));
    await (await read("open/note")).Body?.transformToString();
    await assert.rejects(read("secret"), { name: "AccessDenied" });
    // Who may not list does not learn what is missing.
    await assert.rejects(read("open/none"), { name: "AccessDenied" });
    await assert.rejects(
      reader.send(new HeadBucketCommand({ Bucket })),
      ({ $metadata }) => $metadata.httpStatusCode === 403,
    );
    const deny = { Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: `${arn}/*` };
    const policy = cloud.resource("aws:s3/bucketPolicy:BucketPolicy");
    const inputs = { bucket: Bucket, policy: JSON.stringify({ Version: "2012-10-17", Statement: [deny] }) };
    const { id, outputs } = await policy.create(inputs, resourceContext("p"));
    await assert.rejects(read("open/note"), /with an explicit deny in a resource-based policy/);
    await policy.delete(id, outputs);
    await (await read("open/note")).Body?.transformToString();
    reader.destroy();
  });
});
