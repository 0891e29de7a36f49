import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { request } from "node:http";
import {
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketCorsCommand,
  PutBucketPolicyCommand,
  PutBucketWebsiteCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { type Attic, BUCKET as Bucket, openAttic } from "./attic";

describe("s3: requests of browsers", () => {
  let attic: Attic;
  beforeEach(async () => {
    attic = await openAttic();
    await put("k", "data");
  });
  afterEach(() => attic.close());

  const put = (Key: string, Body: string, more = {}) =>
    attic.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
  const at = (path: string) => `${attic.cloud.client.endpoint}/${path}`;
  const open = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(at(path), { redirect: "manual", ...init });
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  };
  /** A read for everybody, as a site without an edge has it. */
  const openToAll = async () => {
    await attic.client.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await attic.client.send(
      new PutBucketPolicyCommand({ Bucket, Policy: policy({ Resource: `arn:aws:s3:::${Bucket}/*` }) }),
    );
  };
  const policy = (more: object) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", ...more }],
    });

  it("lets nobody in without a signature, until the bucket's policy does", async () => {
    const refused = await open(`${Bucket}/k`);
    assert.equal(refused.status, 403);
    assert.match(refused.body, /<Code>AccessDenied<\/Code><Message>Access Denied<\/Message>/);
    const public_ = policy({ Resource: `arn:aws:s3:::${Bucket}/*` });
    await assert.rejects(
      attic.client.send(new PutBucketPolicyCommand({ Bucket, Policy: public_ })),
      /blocked by the BlockPublicPolicy block public access setting/,
    );
    await openToAll();
    assert.equal((await open(`${Bucket}/k`)).body, "data");
    // Whoever may not list does not learn what there is.
    assert.equal((await open(`${Bucket}/none`)).status, 403);
    assert.equal((await open(`${Bucket}/k`, { method: "DELETE" })).status, 403);
    assert.match((await open(`${Bucket}/k?response-content-type=text/html`)).body, /anonymous GET requests/);
  });

  it("takes a policy that is bound to a referer for a public one, and judges by it", async () => {
    const bound = { Resource: `arn:aws:s3:::${Bucket}/*`, Condition: { StringEquals: { "aws:Referer": "secret" } } };
    await assert.rejects(attic.client.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(bound) })));
    await attic.client.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await attic.client.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(bound) }));
    assert.equal((await open(`${Bucket}/k`, { headers: { referer: "secret" } })).status, 200);
    assert.equal((await open(`${Bucket}/k`, { headers: { referer: "guess" } })).status, 403);
  });

  it("takes URLs that were signed ahead as long as they hold, as they were signed", async () => {
    const sign = (command: object, expiresIn = 60) => getSignedUrl(attic.client, command as never, { expiresIn });
    const url = await sign(new GetObjectCommand({ Bucket, Key: "k" }));
    assert.equal(await (await fetch(url)).text(), "data");
    assert.match(await (await fetch(url, { method: "PUT", body: "x" })).text(), /<Code>SignatureDoesNotMatch<\/Code>/);
    assert.match(await (await fetch(`${url}&a=b`)).text(), /<Code>SignatureDoesNotMatch<\/Code>/);
    const unsigned = await fetch(url, { headers: { "x-amz-meta-a": "1" } });
    assert.match(await unsigned.text(), /<HeadersNotSigned>x-amz-meta-a<\/HeadersNotSigned>/);
    attic.cloud.clock.advanceBy(61_000);
    const late = await fetch(url);
    assert.equal(late.status, 403);
    assert.match(await late.text(), /<Message>Request has expired<\/Message><X-Amz-Expires>60<\/X-Amz-Expires>/);
    const week = url.replace("X-Amz-Expires=60", "X-Amz-Expires=604801");
    assert.match(await (await fetch(week)).text(), /AuthorizationQueryParametersError/);
  });

  const form = (conditions: readonly unknown[], fields: Readonly<Record<string, string>>, file = "file body") => {
    const { accessKeyId, secretAccessKey } = attic.cloud.access.administrator;
    const now = new Date(attic.cloud.clock.now());
    const date = now.toISOString().replace(/[-:]|\.\d{3}/g, "");
    const scope = [date.slice(0, 8), "eu-west-1", "s3", "aws4_request"];
    const signed = {
      "x-amz-algorithm": "AWS4-HMAC-SHA256",
      "x-amz-credential": [accessKeyId, ...scope].join("/"),
      "x-amz-date": date,
    };
    const expiration = new Date(now.getTime() + 60_000).toISOString();
    const all = [...conditions, ...Object.entries(signed).map(([name, value]) => ({ [name]: value }))];
    const policy = Buffer.from(JSON.stringify({ expiration, conditions: all })).toString("base64");
    const key = scope.reduce<string | Buffer>(
      (secret, part) => createHmac("sha256", secret).update(part).digest(),
      `AWS4${secretAccessKey}`,
    );
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...signed, policy })) body.append(name, value);
    body.append("x-amz-signature", createHmac("sha256", key).update(policy).digest("hex"));
    body.append("file", new File([file], "up.txt"));
    return open(Bucket, { method: "POST", body });
  };

  it("takes a form that its policy allows, and says which condition does not hold", async () => {
    const conditions = [{ bucket: Bucket }, ["starts-with", "$key", "up/"], ["content-length-range", 1, 10]];
    const made = await form(conditions, { key: "up/${filename}" });
    assert.equal(made.status, 204);
    assert.match(made.headers.get("location") ?? "", /\/attic\/up\/up\.txt$/);
    const head = await attic.client.send(new HeadObjectCommand({ Bucket, Key: "up/up.txt" }));
    assert.equal(head.ContentLength, 9);
    assert.match(
      (await form(conditions, { key: "k" })).body,
      /Policy Condition failed: \[&quot;starts-with&quot;, &quot;\$key&quot;/,
    );
    assert.match((await form(conditions, { key: "up/k" }, "much too long")).body, /<Code>EntityTooLarge<\/Code>/);
    assert.match((await form(conditions, { key: "up/k", acl: "private" })).body, /Extra input fields: acl/);
    assert.match((await form(conditions.slice(1), { key: "up/k", bucket: "other" }, "x")).status.toString(), /204/);
    const created = await form([...conditions, { success_action_status: "201" }], {
      key: "up/k",
      success_action_status: "201",
    });
    assert.equal(created.status, 201);
    assert.match(created.body, /<PostResponse>.*<Key>up\/k<\/Key>/);
  });

  it("answers preflights by the rules of the bucket, and tells pages of them", async () => {
    const CORSRules = [{ AllowedOrigins: ["https://*.shop.test"], AllowedMethods: ["PUT"], AllowedHeaders: ["x-*"] }];
    await attic.client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    const preflight = (origin: string, method: string, headers = "") =>
      open(`${Bucket}/k`, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": method,
          ...(headers ? { "access-control-request-headers": headers } : {}),
        },
      });
    const allowed = await preflight("https://a.shop.test", "PUT", "X-One, x-two");
    assert.equal(allowed.headers.get("access-control-allow-origin"), "https://a.shop.test");
    assert.equal(allowed.headers.get("access-control-allow-headers"), "x-one, x-two");
    assert.equal((await preflight("https://shop.test", "PUT")).status, 403);
    assert.equal((await preflight("https://a.shop.test", "GET")).status, 403);
    assert.equal((await preflight("https://a.shop.test", "PUT", "authorization")).status, 403);
    const refused = await open(`${Bucket}/k`, { method: "PUT", headers: { origin: "https://a.shop.test" } });
    assert.equal(refused.headers.get("access-control-allow-origin"), "https://a.shop.test");
  });

  /** By the name of the website, which not every system finds below localhost. */
  const browse = (path: string, method = "GET") =>
    new Promise<{ status: number | undefined; location: string | undefined; body: string }>((resolve, reject) => {
      const { port } = new URL(attic.cloud.client.endpoint);
      const options = {
        host: "127.0.0.1",
        port,
        path,
        method,
        headers: { host: `${Bucket}.s3-website-eu-west-1.amazonaws.com` },
      };
      request(options, (response) => {
        const { statusCode: status, headers } = response;
        response
          .setEncoding("utf8")
          .toArray()
          .then((parts) => resolve({ status, location: headers.location, body: parts.join("") }), reject);
      }).end();
    });

  it("serves the website of a bucket: index and error documents, redirects, and HTML where there is none", async () => {
    assert.match((await browse("/")).body, /<li>Code: NoSuchWebsiteConfiguration<\/li>/);
    await attic.client.send(
      new PutBucketWebsiteCommand({
        Bucket,
        WebsiteConfiguration: {
          IndexDocument: { Suffix: "index.html" },
          ErrorDocument: { Key: "error.html" },
          RoutingRules: [
            { Condition: { KeyPrefixEquals: "old/" }, Redirect: { ReplaceKeyPrefixWith: "new/" } },
            {
              Condition: { HttpErrorCodeReturnedEquals: "404", KeyPrefixEquals: "shop/" },
              Redirect: { HostName: "shop.test", Protocol: "https", ReplaceKeyWith: "all", HttpRedirectCode: "302" },
            },
          ],
        },
      }),
    );
    assert.equal((await browse("/k")).status, 403);
    await openToAll();
    await put("docs/index.html", "docs", { ContentType: "text/html" });
    await put("moved", "", { WebsiteRedirectLocation: "/k" });
    assert.equal((await browse("/docs/")).body, "docs");
    assert.deepEqual(await browse("/docs"), { status: 302, location: "/docs/", body: "" });
    assert.equal((await browse("/moved")).location, "/k");
    assert.match((await browse("/old/page")).location ?? "", /\/new\/page$/);
    assert.deepEqual(await browse("/shop/7"), { status: 302, location: "https://shop.test/all", body: "" });
    assert.match(
      (await browse("/none")).body,
      /An Error Occurred While Attempting to Retrieve a Custom Error Document/,
    );
    await put("error.html", "sorry");
    assert.deepEqual(await browse("/none"), { status: 404, location: undefined, body: "sorry" });
    assert.equal((await browse("/k", "POST")).status, 405);
  });
});
