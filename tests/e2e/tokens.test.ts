import assert from "node:assert/strict";
import type { JWTPayload } from "jose";
import { openIssuer, type TestIssuer } from "../components/runtime/authorize/issuer";
import { type PageProgram, startPage } from "../support/page-program";

describe("docs/tokens.md", function () {
  this.timeout(120_000);

  let issuer: TestIssuer;
  let page: PageProgram;
  before(async () => {
    issuer = await openIssuer();
    page = await startPage("tokens", { "tokens:issuer": issuer.url });
  });
  after(async () => {
    await page?.close();
    await issuer?.close();
  });

  const ask = async (route: string, token?: string) => {
    const [method = "", path = ""] = route.split(" ");
    const answer = await fetch(`${page.cloud.outputs.url}${path}`, {
      method,
      headers: {
        "content-type": "application/json",
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(method === "POST" && { body: "{}" }),
    });
    const text = await answer.text();
    return { status: answer.status, text, json: text.startsWith("{") ? JSON.parse(text) : undefined };
  };
  const statuses = async (token: string) => {
    const routes = ["GET /me", "POST /tickets", "GET /guests", "POST /wishes"];
    return (await Promise.all(routes.map((route) => ask(route, token)))).map(({ status }) => status);
  };
  const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
  const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

  it("is 500 while the keys of the issuer are away, and keeps nothing of it", async () => {
    const token = await issuer.token();
    issuer.answer = (_, response) => response.writeHead(503).end();
    const { status, json } = await ask("GET /me", token);
    assert.deepEqual([status, json], [500, { message: null }]);
    issuer.answer = undefined;
    assert.equal((await ask("GET /me", token)).status, 200);
  });

  it("tells functions who calls", async () => {
    const claims = { sub: "ana", azp: "shop-web", scope: "openid shop/book", roles: ["organisers"] };
    const { status, json } = await ask("GET /me", await issuer.token(claims));
    assert.equal(status, 200);
    assert.deepEqual(json, {
      subject: "ana",
      kind: "access",
      clientId: "shop-web",
      groups: ["organisers"],
      scopes: ["openid", "shop/book"],
    });
  });

  it("opens routes by scope and by role, from one answer that the gateway keeps", async () => {
    assert.deepEqual(await statuses(await issuer.token()), [200, 403, 403, 202]);
    assert.deepEqual(await statuses(await issuer.token({ scope: "shop/book" })), [200, 200, 403, 202]);
    assert.deepEqual(await statuses(await issuer.token({ roles: ["organisers"] })), [200, 403, 200, 202]);
    // Whichever route comes first: what is kept neither opens another one nor closes it.
    const both = await issuer.token({ roles: ["organisers"], scope: "shop/book" });
    for (const route of ["GET /guests", "POST /tickets", "GET /me", "GET /guests"])
      assert.equal((await ask(route, both)).status, 200, route);
  });

  it("refuses tokens of others, for others, by other keys, ended, and none", async () => {
    const refused = async (claims: JWTPayload) => (await ask("GET /me", await issuer.token(claims))).status;
    assert.equal(await refused({ iss: "https://elsewhere.example.com" }), 401);
    assert.equal(await refused({ aud: "https://other.example.com" }), 401);
    assert.equal(await refused({ exp: inSeconds(-1) }), 401);
    assert.equal((await ask("GET /me", await issuer.token({}, { kid: "k9" }))).status, 401);
    for (const token of [undefined, "", "a.b", "a.b.c", "x".repeat(8_000)])
      assert.equal((await ask("GET /me", token)).status, 401, token);
  });

  it("lets nobody in once the token has ended, though the gateway keeps what it was told of it", async () => {
    const token = await issuer.token({ exp: inSeconds(4) });
    assert.deepEqual(await statuses(token), [200, 403, 403, 202]);
    await pause(4_500);
    const kept = await ask("GET /me", token);
    assert.deepEqual([kept.status, kept.json.detail], [401, "The token has ended"], "by the function");
    const direct = await ask("POST /wishes", token);
    assert.deepEqual(
      [direct.status, direct.json],
      [401, { message: "Unauthorized" }],
      "by the gateway, which asked again",
    );
  });
});
