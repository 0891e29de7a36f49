import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { unzipSync } from "fflate";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

const BUCKET = "aws:s3/bucket:Bucket";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";

describe("s3: buckets of a program", () => {
  let folder: string;
  let cloud: TestCloud;
  const start = async () => {
    cloud = await startTestCloud({ folder });
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "tiers-s3-"));
    await start();
  });
  afterEach(async () => {
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const read = async (Bucket: string, Key: string): Promise<string | undefined> => {
    const client = new S3Client({ ...cloud.client, forcePathStyle: true });
    try {
      return await (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
    } finally {
      client.destroy();
    }
  };
  const context = resourceContext("Files");

  it("names a bucket as the provider does, keeps its objects over a restart, sweeps what a kill left", async () => {
    const { id, outputs } = await cloud.resource(BUCKET).create({}, context);
    assert.equal(id, "files-0a1b2c3");
    assert.equal(outputs.arn, "arn:aws:s3:::files-0a1b2c3");
    assert.equal(outputs.bucketRegionalDomainName, "files-0a1b2c3.s3.eu-west-1.amazonaws.com");
    const text = { bucket: id, key: "a.txt", content: "kept", contentType: "text/plain" };
    const made = await cloud.resource(OBJECT).create(text, context);
    assert.equal(made.outputs.etag, "4d8b6084f3d167b76cac66a22a91be02");
    writeFileSync(join(folder, "s3", "left-behind"), "x");
    await cloud.close();
    await start();
    await cloud.cloud.directory.service("s3")?.start?.();
    assert.equal(readdirSync(join(folder, "s3")).length, 1);
    assert.equal(await read(id, "a.txt"), "kept");
  });

  it("zips an archive, the same for the same files", async () => {
    const { id } = await cloud.resource(BUCKET).create({}, context);
    mkdirSync(join(folder, "pages"));
    writeFileSync(join(folder, "pages", "a.html"), "<h1>A</h1>");
    const text = { kind: "asset", text: "{}" };
    const pages = { kind: "archive", path: join(folder, "pages") };
    const put = async (assets: object) => {
      const inputs = { bucket: id, key: "site.zip", source: { kind: "archive", assets } };
      return (await cloud.resource(OBJECT).create(inputs, context)).outputs.etag;
    };
    const first = await put({ "config.json": text, pages });
    assert.equal(await put({ pages, "config.json": text }), first);
    assert.notEqual(await put({ pages }), first);
    await put({ "config.json": text, pages });
    const client = new S3Client({ ...cloud.client, forcePathStyle: true });
    const { Body } = await client.send(new GetObjectCommand({ Bucket: id, Key: "site.zip" }));
    client.destroy();
    const files = unzipSync((await Body?.transformToByteArray()) ?? new Uint8Array());
    const texts = Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);
    assert.deepEqual(texts.sort(), [
      ["config.json", "{}"],
      ["pages/a.html", "<h1>A</h1>"],
    ]);
  });

  it("takes over what an older version has kept", async () => {
    await cloud.resource(BUCKET).create({ bucket: "files" }, context);
    const older = {
      key: "a/b",
      contentType: "text/plain",
      etag: '"e"',
      size: 4,
      lastModified: 1,
      headers: {},
      checksums: {},
    };
    await cloud.cloud.storage.collection("s3.objects").put("files/digest", { ...older, file: "of-old" });
    mkdirSync(join(folder, "s3"), { recursive: true });
    writeFileSync(join(folder, "s3", "of-old"), "kept");
    await cloud.cloud.directory.service("s3")?.start?.();
    assert.equal(await read("files", "a/b"), "kept");
    assert.deepEqual([...cloud.cloud.storage.collection("s3.objects").entries()], []);
  });

  it("takes files and texts as objects", async () => {
    await cloud.resource(BUCKET).create({ bucket: "files" }, context);
    const path = join(folder, "file.txt");
    writeFileSync(path, "from a file");
    await cloud.resource(OBJECT).create({ bucket: "files", key: "f", source: { kind: "asset", path } }, context);
    assert.equal(await read("files", "f"), "from a file");
    const text = { bucket: "files", key: "f", source: { kind: "asset", text: "from a text" } };
    await cloud.resource(OBJECT).update?.("f", text, { inputs: {}, outputs: {} }, context);
    assert.equal(await read("files", "f"), "from a text");
  });

  it("keeps a bucket that holds objects unless it may be emptied", async () => {
    const bucket = cloud.resource(BUCKET);
    await bucket.create({ bucket: "files" }, context);
    await cloud.resource(OBJECT).create({ bucket: "files", key: "f", content: "x" }, context);
    await assert.rejects(
      bucket.delete("files", {}),
      /not empty: files holds 1 objects or versions; delete them, or set forceDestroy/,
    );
    await bucket.delete("files", { forceDestroy: true });
    assert.equal(await bucket.read?.("files", {}), undefined);
    assert.deepEqual(readdirSync(join(folder, "s3")), []);
  });

  it("says what is recorded only", async () => {
    const { create } = cloud.resource(BUCKET);
    await create({ bucket: "files", lifecycleRules: [{ enabled: true }] }, context);
    assert.deepEqual(cloud.warnings, ["bucket Files: lifecycleRules: recorded only, not emulated"]);
  });
});
