import assert from "node:assert/strict";
import { answerViewer, type Site } from "../../../../local/services/amplify/serving/answer-viewer";
import { readCustomHeaders } from "../../../../local/services/amplify/serving/custom-headers";
import { type DeclaredRule, readRule } from "../../../../local/services/amplify/serving/redirect-rule";
import { HeaderList } from "../../../../local/services/apigateway/http/header-list";

const FILES = {
  "index.html": "home",
  "about.html": "about",
  "docs/index.html": "docs",
  "app.js": "js",
  "a b.txt": "spaced",
  "404.html": "lost",
};

interface Declared extends Partial<Site> {
  readonly declared?: readonly DeclaredRule[];
  readonly yaml?: string;
}

const siteOf = ({ declared = [], yaml = "", ...more }: Declared): Site => ({
  rules: declared.map(readRule),
  headers: yaml ? readCustomHeaders(yaml) : [],
  files: new Map(Object.entries(FILES).map(([name, text]) => [name, Buffer.from(text)])),
  deployedAt: 0,
  proxy: async (url) => ({ status: 200, headers: new HeaderList(), body: Buffer.from(`proxied ${url}`) }),
  ...more,
});

const ask = async (
  target: string,
  declared: Declared = {},
  { method = "GET", headers = {} as Record<string, string> } = {},
) => {
  const lines: [string, string][] = Object.entries({ host: "main.d1.amplifyapp.com", ...headers });
  const request = { method, target, headers: lines, body: Buffer.alloc(0), sourceIp: "127.0.0.1", port: 1 };
  const answer = await answerViewer(siteOf(declared), request);
  return { status: answer.status, body: answer.body.toString(), header: (name: string) => answer.headers.get(name) };
};

/** Status and address of a redirect, or status and body. */
const led = async (...asked: Parameters<typeof ask>) => {
  const { status, body, header } = await ask(...asked);
  return [status, header("location") ?? body];
};

const rules = (...declared: DeclaredRule[]): Declared => ({ declared });

describe("a branch of Amplify Hosting", () => {
  it("finds files by their path, and pages without their extension", async () => {
    assert.deepEqual(await led("/"), [200, "home"]);
    assert.deepEqual(await led("/about"), [200, "about"]);
    assert.deepEqual(await led("/docs"), [301, "/docs/"]);
    assert.deepEqual(await led("/docs/"), [200, "docs"]);
    assert.deepEqual(await led("/a%20b.txt?v=1"), [200, "spaced"]);
    assert.deepEqual(await led("/none"), [404, "Not Found"]);
    assert.deepEqual(await led("/%2e%2e/app.js"), [404, "Not Found"]);
  });

  it("tells type, age and whether a file has changed", async () => {
    const { header } = await ask("/app.js");
    assert.equal(header("content-type"), "text/javascript; charset=utf-8");
    assert.equal(header("cache-control"), "public, max-age=0, s-maxage=31536000");
    const again = await ask("/app.js", {}, { headers: { "if-none-match": header("etag") ?? "" } });
    assert.deepEqual([again.status, again.body], [304, ""]);
  });

  it("says so before anything is deployed, and takes no other methods", async () => {
    assert.match((await ask("/", { files: undefined })).body, /once you complete your first deployment/);
    assert.equal((await ask("/", {}, { method: "POST" })).status, 405);
  });

  it("takes the first rule that is for a request", async () => {
    const declared = rules(
      { source: "/docs/special", target: "/one", status: "301" },
      { source: "/docs/<*>", target: "/two/<*>", status: "302" },
    );
    assert.deepEqual(await led("/docs/special", declared), [301, "/one"]);
    assert.deepEqual(await led("/docs/x/y.html", declared), [302, "/two/x/y.html"]);
    assert.deepEqual(await led("/docs", declared), [301, "/docs/"], "not below /docs/");
  });

  it("carries placeholders over, each one segment", async () => {
    const declared = rules({ source: "/<year>/<month>", target: "/m/<month>/<year>", status: "302" });
    assert.deepEqual(await led("/2025/05", declared), [302, "/m/05/2025"]);
    assert.deepEqual(await led("/2025/05/17", declared), [404, "Not Found"]);
  });

  it("forwards the query of a redirect, unless source or target have one", async () => {
    const redirect = (source: string, target: string) => rules({ source, target, status: "301" });
    assert.deepEqual(await led("/a?x=1&y=2", redirect("/a", "/b")), [301, "/b?x=1&y=2"]);
    assert.deepEqual(await led("/a?x=1", redirect("/a", "/b?q=2")), [301, "/b?q=2"]);
    assert.deepEqual(await led("/a?id=7&x=1", redirect("/a?id=<id>", "/items/<id>")), [301, "/items/7"]);
    assert.deepEqual(await led("/a?x=1", redirect("/a?id=<id>", "/items/<id>")), [404, "Not Found"]);
  });

  it("rewrites to files, also in the place of others", async () => {
    const declared = rules({ source: "/app.js", target: "/about.html", status: "200" });
    assert.deepEqual(await led("/app.js", declared), [200, "about"]);
    assert.deepEqual(await led("/x/y", rules({ source: "/x/<*>", target: "/docs", status: "200" })), [200, "docs"]);
    assert.deepEqual(await led("/x", rules({ source: "/x", target: "/none", status: "200" })), [404, "Not Found"]);
  });

  it("leaves files to themselves in rules of 404", async () => {
    const page = rules({ source: "/<*>", target: "/index.html", status: "404-200" });
    assert.deepEqual(await led("/deep/link", page), [404, "home"]);
    assert.deepEqual(await led("/about", page), [200, "about"]);
    const redirect = rules({ source: "/<*>", target: "/404.html", status: "404" });
    assert.deepEqual(await led("/none", redirect), [302, "/404.html"]);
    assert.deepEqual(await led("/app.js", redirect), [200, "js"]);
  });

  it("sends requests on to other addresses", async () => {
    const declared = rules({ source: "/api/<*>", target: "https://api.test/v1/<*>", status: "200" });
    assert.deepEqual(await led("/api/items?q=1", declared), [200, "proxied https://api.test/v1/items?q=1"]);
  });

  it("knows expressions, domains and countries", async () => {
    const spa = "</^[^.]+$|\\.(?!(css|js|png)$)([^.]+$)/>";
    assert.deepEqual(await led("/v1.2/users", rules({ source: spa, target: "/index.html", status: "200" })), [
      200,
      "home",
    ]);
    assert.deepEqual(await led("/app.js", rules({ source: spa, target: "/index.html", status: "200" })), [200, "js"]);

    const domain = rules({ source: "https://Site.test", target: "https://www.site.test", status: "302" });
    const host = { headers: { host: "SITE.test:8080" } };
    assert.deepEqual(await led("/a/b?x=1", domain, host), [302, "https://www.site.test/a/b?x=1"]);
    assert.deepEqual(await led("/app.js", domain), [200, "js"]);

    const abroad = rules({ source: "/a", target: "/us", status: "302", condition: "<US>" });
    assert.deepEqual(await led("/a", abroad, { headers: { "x-local-viewer-country": "US" } }), [302, "/us"]);
    assert.deepEqual(await led("/a", abroad, { headers: { "x-local-viewer-country": "FR" } }), [404, "Not Found"]);
  });

  it("adds custom headers by pattern, the last one wins", async () => {
    const yaml = `
customHeaders:
  - pattern: '**'
    headers: [{ key: X-All, value: one }]
  - pattern: '*.js'
    headers: [{ key: Cache-Control, value: s-maxage=3600 }]
  - pattern: /docs/*
    headers: [{ key: x-all, value: docs }]
applications:
  - appRoot: web
    customHeaders: [{ pattern: '/app.js', headers: [{ key: X-App, value: 1 }] }]
`;
    const script = await ask("/app.js", { yaml });
    assert.deepEqual(["x-all", "cache-control", "x-app"].map(script.header), ["one", "s-maxage=3600", "1"]);
    assert.equal((await ask("/docs/", { yaml })).header("x-all"), "docs");
    assert.equal((await ask("/none", { yaml })).header("x-all"), "one");
  });

  it("asks for the password before anything else", async () => {
    const credentials = Buffer.from("ann:s3cret").toString("base64");
    const guarded = { ...rules({ source: "/a", target: "/b", status: "301" }), credentials };
    for (const target of ["/app.js", "/none", "/a"]) {
      const { status, header } = await ask(target, guarded);
      assert.deepEqual([status, header("www-authenticate")], [401, "Basic"]);
    }
    const basic = (value: string) => ({ headers: { authorization: `Basic ${value}` } });
    assert.equal((await ask("/", guarded, basic("YW5uOndyb25n"))).status, 401);
    assert.deepEqual(await led("/a", guarded, basic(credentials)), [301, "/b"]);
  });
});
