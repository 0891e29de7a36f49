import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";
import { write } from "../components/presentation/static-site/built-site";
import { call } from "../support/local-stack";

const ROOT = resolve(__dirname, "../..");

const PROGRAM = `
import { LambdaFunction, RestApi, StaticSite } from "serverless-tiers";
const hello = new LambdaFunction("hello", { entry: "hello.handler.ts" });
const api = new RestApi("site", {
  stage: "api",
  sitesOnly: { secret: Number(process.env.SITE_SECRET ?? 1) },
  cors: { origins: ["https://other.example.com"] },
  routes: { "GET /hello": { to: hello, auth: "none" } },
});
const site = new StaticSite("site", {
  folder: "dist",
  api,
  config: { apiUrl: "/api", greeting: "hello" },
  redirects: { "/old": "/new" },
  ...(process.env.INTERRUPTED && { transform: { manifest: { bucket: "not-there" } } }),
});
export const url = site.url;
export const apiUrl = api.url;
export const bucket = site.nodes.bucket.bucket;
export const distributionId = site.nodes.distribution.id;
`;

const HANDLER = `
export const handler = async (event) => ({
  statusCode: event.queryStringParameters?.status ? Number(event.queryStringParameters.status) : 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ hello: event.queryStringParameters?.name ?? "world", authorization: event.headers.Authorization }),
});
`;

const FIRST = {
  "index.html": '<!doctype html><title>Site</title><script type="module" src="/assets/app-AAAAAAA2.js"></script>',
  "assets/app-AAAAAAA2.js": "console.log('first');",
  "robots.txt": "User-agent: *",
  "odd names/ä+b &c.txt": "odd",
  ".well-known/security.txt": "Contact: mailto:a@example.com",
};

const SECOND = {
  ...FIRST,
  "index.html": '<!doctype html><title>Site</title><script type="module" src="/assets/app-BBBBBBB2.js"></script>',
  "assets/app-BBBBBBB2.js": "console.log('second');",
  "robots.txt": "User-agent: *\nDisallow: /",
};

describe("a static site on the local cloud", function () {
  this.timeout(120_000);

  const folder = mkdtempSync(join(tmpdir(), "static-site-"));
  let cloud: LocalCloud | undefined;
  const start = async () => {
    cloud = await startCloud({ root: folder, data: join(folder, ".local") });
  };
  const again = async (files: Readonly<Record<string, string>>) => {
    await cloud?.close();
    rmSync(join(folder, "dist"), { recursive: true, force: true });
    write(join(folder, "dist"), files);
    await start();
  };
  const output = (name: string) => String(cloud?.outputs[name]);
  const get = (path: string, headers: Record<string, string> = {}) =>
    call("GET", `${output("url")}${path}`, { headers });
  /** What the bucket holds of the deployment, by when it was uploaded. */
  const objects = async () => {
    const { Contents = [] } = await s3().send(new ListObjectsV2Command({ Bucket: output("bucket") }));
    return new Map(
      Contents.flatMap(({ Key = "", LastModified }) =>
        Key.startsWith("published/") ? [] : [[Key, LastModified?.getTime()]],
      ),
    );
  };
  /** Keys that were uploaded since. */
  const uploaded = async (before: ReadonlyMap<string, unknown>) =>
    [...(await objects())]
      .filter(([key, at]) => before.get(key) !== at)
      .map(([key]) => key)
      .sort();
  const s3 = () => {
    const {
      AWS_ENDPOINT_URL: endpoint = "",
      AWS_ACCESS_KEY_ID = "",
      AWS_SECRET_ACCESS_KEY = "",
    } = cloud?.environment ?? {};
    const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
    return new S3Client({ endpoint, region: "eu-west-1", forcePathStyle: true, credentials });
  };

  before(async () => {
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    write(folder, {
      "Pulumi.yaml": "name: site\nmain: index.ts\nruntime: nodejs\n",
      "Pulumi.local.yaml": JSON.stringify({ config: { "aws:region": "eu-west-1" } }),
      "index.ts": PROGRAM,
      "hello.handler.ts": HANDLER,
    });
    await again(FIRST);
  });
  after(async () => {
    await cloud?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  it("answers with the app for every page, and asks browsers to come back for it", async () => {
    for (const path of ["/", "/shows", "/shows/42?from=here", "/a.b/c"]) {
      const { status, headers, text } = await get(path);
      assert.deepEqual([status, headers["cache-control"], text], [200, "no-cache", FIRST["index.html"]], path);
      assert.match(String(headers["content-type"]), /^text\/html/);
    }
  });

  it("serves files as their kind is, and the configuration to nobody's cache", async () => {
    const { status, headers } = await get("/assets/app-AAAAAAA2.js");
    assert.deepEqual(
      [status, headers["content-type"], headers["cache-control"]],
      [200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
    );
    for (let times = 0; times < 2; times++) {
      const config = await get("/config.json");
      assert.deepEqual(config.json, { apiUrl: "/api", greeting: "hello" });
      assert.equal(config.headers["cache-control"], "no-store");
      assert.match(String(config.headers["x-cache"]), /^Miss/);
    }
    assert.match(String((await get("/assets/app-AAAAAAA2.js")).headers["x-cache"]), /^Hit/);
  });

  it("has no page for a file that is missing, and keys as odd as files are", async () => {
    for (const path of [
      "/assets/gone.js",
      "/gone.png",
      "/assets/../index2.html",
      "/%2e%2e/manifest.json",
      "/manifest.json",
    ])
      assert.equal((await get(path)).status, 404, path);
    assert.equal((await get("/odd%20names/%C3%A4%2Bb%20%26c.txt")).text, "odd");
    assert.equal((await get("/.well-known/security.txt")).status, 200);
    assert.equal((await get("/?list-type=2")).text, FIRST["index.html"]);
  });

  it("tells browsers what they may do, with every answer", async () => {
    for (const path of ["/", "/assets/app-AAAAAAA2.js", "/api/hello"]) {
      const { headers } = await get(path);
      assert.match(String(headers["content-security-policy"]), /^default-src 'self'; .*frame-ancestors 'none'$/, path);
      assert.equal(headers["strict-transport-security"], "max-age=31536000", path);
      assert.equal(headers["x-content-type-options"], "nosniff", path);
      assert.equal(headers["x-frame-options"], "DENY", path);
    }
  });

  it("sends on what has moved", async () => {
    const { status, headers } = await get("/old?a=1");
    assert.deepEqual([status, headers.location], [301, "/new?a=1"]);
  });

  it("lets the API answer for itself, its errors too, with the caller's token and query", async () => {
    const { status, json, headers } = await get("/api/hello?name=ana", { authorization: "Bearer x" });
    assert.deepEqual([status, json], [200, { hello: "ana", authorization: "Bearer x" }]);
    assert.match(String(headers["x-cache"]), /^Miss/);
    for (const failing of [404, 500, 503]) assert.equal((await get(`/api/hello?status=${failing}`)).status, failing);
    const missing = await get("/api/nothing.js");
    assert.equal(missing.status, 403);
    assert.match(missing.text, /Missing Authentication Token/);
  });

  it("refuses who asks the bucket or the API itself", async () => {
    const direct = await call("GET", `${cloud?.environment.AWS_ENDPOINT_URL}/${output("bucket")}/site/index.html`);
    assert.equal(direct.status, 403);
    const listing = await call("GET", `${cloud?.environment.AWS_ENDPOINT_URL}/${output("bucket")}?list-type=2`);
    assert.equal(listing.status, 403);
    const forged = [{}, { via: "2.0 abc.cloudfront.net (CloudFront)" }, { referer: "x" }, { referer: output("url") }];
    for (const headers of forged as Record<string, string>[])
      for (const method of ["GET", "OPTIONS"]) {
        const { status, text } = await call(method, `${output("apiUrl")}/hello`, { headers });
        assert.equal(status, 403, JSON.stringify(headers));
        assert.match(text, /not authorized to perform: execute-api:Invoke|explicit deny/);
      }
    assert.equal((await get("/api/hello", { referer: "https://elsewhere.example.com" })).status, 200);
  });

  it("uploads nothing when nothing has changed", async () => {
    const before = await objects();
    assert.equal(before.size, Object.keys(FIRST).length + 2);
    await cloud?.close();
    await start();
    assert.deepEqual(await uploaded(before), []);
    assert.equal((await get("/")).status, 200);
  });

  it("uploads what is new, and keeps what open pages may still ask for", async () => {
    assert.equal((await get("/robots.txt")).text, FIRST["robots.txt"]);
    const before = await objects();
    await again(SECOND);
    assert.deepEqual(await uploaded(before), [
      "manifest.json",
      "site/assets/app-BBBBBBB2.js",
      "site/index.html",
      "site/robots.txt",
    ]);
    assert.equal((await get("/")).text, SECOND["index.html"]);
    assert.equal((await get("/robots.txt")).text, SECOND["robots.txt"], "the distribution was told to forget it");
    for (const path of ["/assets/app-AAAAAAA2.js", "/assets/app-BBBBBBB2.js"])
      assert.equal((await get(path)).status, 200);
  });

  it("forgets pages and files of plain names at once when they are gone", async () => {
    const { "robots.txt": _, ...rest } = SECOND;
    await again(rest);
    assert.equal((await get("/robots.txt")).status, 404);
    assert.equal((await get("/assets/app-AAAAAAA2.js")).status, 200);
    const { Contents = [] } = await s3().send(new ListObjectsV2Command({ Bucket: output("bucket"), Prefix: "site/" }));
    assert.ok(!Contents.some(({ Key }) => Key === "site/robots.txt"));
  });

  it("goes on after a deployment that was interrupted: pages wait for all that they ask for", async () => {
    const page = "<!doctype html><title>Third</title>";
    const before = await objects();
    await cloud?.close();
    write(join(folder, "dist"), { "index.html": page, "assets/app-CCCCCCC2.js": "third" });
    process.env.INTERRUPTED = "between files and pages";
    try {
      await assert.rejects(start(), /there is no bucket not-there/);
    } finally {
      delete process.env.INTERRUPTED;
    }
    const interrupted = Date.now();
    await start();
    const after = await objects();
    const inTime = (begun: boolean) =>
      [...after].flatMap(([key, at = 0]) => (before.get(key) !== at && at < interrupted === begun ? [key] : []));
    assert.deepEqual(inTime(true), ["site/assets/app-CCCCCCC2.js"]);
    assert.deepEqual(inTime(false).sort(), ["manifest.json", "site/index.html"]);
    assert.equal((await get("/")).text, page);
    assert.equal((await get("/assets/app-CCCCCCC2.js")).text, "third");
  });

  it("changes the secret of its API without a request that fails", async () => {
    process.env.SITE_SECRET = "2";
    try {
      await cloud?.close();
      await start();
      assert.equal((await get("/api/hello")).status, 200);
      assert.equal((await call("GET", `${output("apiUrl")}/hello`)).status, 403);
    } finally {
      delete process.env.SITE_SECRET;
    }
  });
});
