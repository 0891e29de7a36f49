import assert from "node:assert/strict";
import { type PageProgram, startPage } from "../support/page-program";

describe("docs/amplify.md", function () {
  this.timeout(180_000);

  let page: PageProgram;
  before(async () => {
    page = await startPage("amplify");
  });
  after(() => page?.close());

  const get = async (path: string, url = page.cloud.outputs.url, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}${path}`, { redirect: "manual", headers });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };

  it("serves what was deployed, with its headers", async () => {
    const { status, text, headers } = await get("/");
    assert.equal(status, 200);
    assert.match(text, /<title>Shows<\/title>/);
    assert.match(headers.get("content-security-policy") ?? "", /^default-src 'self'; /);
    assert.equal(headers.get("x-frame-options"), "DENY");
    const script = await get("/assets/app-5XKZ2ABC.js");
    assert.equal(script.headers.get("cache-control"), "public, max-age=31536000, immutable");
    assert.match(script.headers.get("content-type") ?? "", /javascript/);
  });

  it("tells the page what it has to know", async () => {
    assert.deepEqual(JSON.parse((await get("/config.json")).text), { apiUrl: "https://api.example.com" });
  });

  it("answers pages with the app, and missing files not", async () => {
    for (const path of ["/shows", "/shows/s-1", "/v1.2/shows"])
      assert.match((await get(path)).text, /<title>Shows/, path);
    for (const path of ["/assets/app-OLD.js", "/logo.avif", "/shows/a.json"])
      assert.equal((await get(path)).status, 404, path);
    assert.equal((await get("/.well-known/security")).status, 404);
  });

  it("follows its rules", async () => {
    const moved = await get("/shows/s-1/old");
    assert.deepEqual([moved.status, moved.headers.get("location")], [301, "/shows/s-1"]);
    assert.match((await get("/feed.xml")).text, /<rss/);
  });

  it("asks for a password outside of production", async () => {
    const { nextUrl } = page.cloud.outputs;
    assert.equal((await get("/", nextUrl)).status, 401);
    const authorization = `Basic ${Buffer.from("team:correct horse battery").toString("base64")}`;
    const { status, text } = await get("/", nextUrl, { authorization });
    assert.equal(status, 200);
    assert.match(text, /<title>Shows<\/title>/);
  });
});
