import assert from "node:assert/strict";
import { request } from "node:http";
import { deflateSync } from "node:zlib";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { call, eventually } from "../support/local-stack";
import { type PageProgram, startPage } from "../support/page-program";

/** Bytes that are no UTF-8. */
const PICTURE = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00]), deflateSync("pixels")]);

describe("docs/buckets.md", function () {
  this.timeout(120_000);

  let page: PageProgram;
  let s3: S3Client;
  let sqs: SQSClient;
  before(async () => {
    page = await startPage("buckets", {}, { "content/info/images/.hidden": "x" });
    const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = page.cloud.environment;
    const client = {
      endpoint: page.cloud.endpoint,
      region: "eu-west-1",
      credentials: { accessKeyId, secretAccessKey },
    };
    sqs = new SQSClient(client);
    s3 = new S3Client({ ...client, forcePathStyle: true });
    for (const [Key, Body, ContentType] of [
      ["info/images/a.png", PICTURE, "image/png"],
      ["info/über uns.html", "<p>über uns</p>", "text/html; charset=utf-8"],
      ["info/a+b&c=d%.txt", "odd", "text/plain"],
      ["secret.txt", "secret", "text/plain"],
    ] as const)
      await s3.send(new PutObjectCommand({ Bucket: String(page.cloud.outputs.bucketName), Key, Body, ContentType }));
  });
  after(async () => {
    s3?.destroy();
    sqs?.destroy();
    await page?.close();
  });

  const url = (path: string) => `${page.cloud.outputs.url}${path}`;
  const ask = (path: string) => call("GET", url(path));
  /** With the path as it is written: a URL takes dots away. */
  const askRaw = (path: string) =>
    new Promise<{ status: number | undefined; json: unknown }>((done, fail) => {
      const { hostname, port, pathname } = new URL(url(""));
      const sent = request({ hostname, port, path: pathname + path, agent: false }, async (response) =>
        done({ status: response.statusCode, json: JSON.parse(Buffer.concat(await response.toArray()).toString()) }),
      );
      sent.on("error", fail);
      sent.end();
    });

  it("gives objects out with their content type", async () => {
    const { status, headers, text } = await ask("/info/about.html");
    assert.deepEqual([status, headers["content-type"]], [200, "text/html; charset=utf-8"]);
    assert.match(text, /<h1>About us<\/h1>/);
    assert.match(String(headers.etag), /^"[0-9a-f]{32}"$/);
    assert.ok(headers["last-modified"]);
  });

  it("gives out bytes as they are, whatever the client accepts", async () => {
    for (const accept of ["image/png", "*/*", "text/html", "image/avif,image/png"]) {
      const answer = await fetch(url("/images/a.png"), { headers: { accept } });
      assert.equal(answer.headers.get("content-type"), "image/png");
      assert.deepEqual(Buffer.from(await answer.arrayBuffer()), PICTURE, accept);
    }
  });

  it("takes odd keys to the letter, and says of none that is absent anything but 404", async () => {
    assert.equal((await ask("/info/%C3%BCber%20uns.html")).text, "<p>über uns</p>");
    assert.equal((await ask("/info/a+b&c=d%25.txt")).text, "odd");
    for (const absent of [
      "none.html",
      "%2e%2e",
      "..%2Fsecret.txt",
      "%2e%2e%2fsecret.txt",
      "x".repeat(1_100),
      "%F0%9F%8E%AB",
      "..%5csecret.txt",
    ]) {
      const { status, json } = await askRaw(`/info/${absent}`);
      assert.deepEqual([status, json], [404, { message: "Not Found" }], absent);
    }
  });

  it("lets functions at what they are linked to, and tells others of it", async () => {
    const put = await call("PUT", url("/pages/hello"), { body: "hello", headers: { "content-type": "text/plain" } });
    assert.equal(put.status, 204);
    assert.deepEqual((await ask("/pages/hello")).json, { text: "hello" });
    assert.equal((await ask("/pages/none")).status, 404);
    const stamp = await eventually(
      () => ask("/stamps/pages/hello"),
      ({ status }) => status === 200,
      10_000,
    );
    assert.match(stamp.text, /^ObjectCreated:Put$/);
    await call("DELETE", url("/pages/hello"));
    const messages = await eventually(
      async () =>
        (
          await sqs.send(
            new ReceiveMessageCommand({ QueueUrl: String(page.cloud.outputs.removedUrl), MaxNumberOfMessages: 10 }),
          )
        ).Messages ?? [],
      (some) => some.some(({ Body = "" }) => Body.includes("ObjectRemoved")),
      10_000,
    );
    assert.ok(messages.length > 0);
  });

  it("puts the files of the program there, those alone that are shown", async () => {
    const Bucket = String(page.cloud.outputs.bucketName);
    const { ContentType } = await s3.send(new GetObjectCommand({ Bucket, Key: "info/about.html" }));
    assert.equal(ContentType, "text/html; charset=utf-8");
    await assert.rejects(s3.send(new GetObjectCommand({ Bucket, Key: "info/images/.hidden" })), { name: "NoSuchKey" });
  });
});
