import assert from "node:assert/strict";
import { request } from "node:http";
import { CALLBACK, type HostedPool, PASSWORD, startHostedPool, Visitor } from "./hosted-pool";

const SCRIPT = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`;

describe("cognito, hosted: who means harm", () => {
  let pool: HostedPool;
  before(async () => {
    pool = await startHostedPool(
      { Schema: [{ Name: "nickname", Required: true }] },
      { PreventUserExistenceErrors: "ENABLED" },
    );
    await pool.createUser("ana", { nickname: "a", email: "ana@example.com", email_verified: "true" });
  });
  after(() => pool.close());

  const at = (path: string, more: Readonly<Record<string, string>> = {}) => `${pool.url}${path}?${pool.query(more)}`;
  const harmless = ({ text, headers, status }: Visitor, what: string) => {
    assert.ok(!text.includes("<script") && !text.includes("<img"), `${what}: ${text}`);
    assert.match(headers.get("content-security-policy") ?? "", /^default-src 'none'; style-src 'sha256-[^']+'; /, what);
    assert.equal(headers.get("x-frame-options"), "DENY");
    assert.ok(status < 500, `${what}: ${status}`);
  };
  const PAGES = [
    "/login",
    "/signup",
    "/confirm",
    "/forgotPassword",
    "/confirmForgotPassword",
    "/newPassword",
    "/mfa",
    "/mfaSetup",
  ];

  it("gets no markup onto a page: by no parameter", async () => {
    const names = ["state", "nonce", "login_hint", "lang", "username", "said", "prompt", "login_hint", "__proto__"];
    for (const path of PAGES) {
      for (const name of names) harmless(await new Visitor().open(at(path, { [name]: SCRIPT })), `${path} ${name}`);
    }
    for (const name of ["client_id", "redirect_uri", "response_type", "scope", "identity_provider"]) {
      for (const path of ["/login", "/oauth2/authorize", "/logout"]) {
        const page = await new Visitor().open(at(path, { [name]: SCRIPT }));
        if (page.location)
          assert.ok(page.location.startsWith(`${CALLBACK}?error=`), `${path} ${name}: ${page.location}`);
        else harmless(page, `${path} ${name}`);
      }
    }
  });

  it("gets no markup onto a page: by no field, of whatever form", async () => {
    const fields = [
      "username",
      "password",
      "code",
      "session",
      "required",
      "secret",
      "attribute.nickname",
      "attribute.email",
      "known",
      "id",
    ];
    for (const path of PAGES) {
      for (const value of [SCRIPT, "x".repeat(3_000), "\u0000", "{username}", "\u{1d54f}\u202e"]) {
        const visitor = await new Visitor().open(at(path));
        const page = await visitor.submit(Object.fromEntries(fields.map((name) => [name, value])));
        harmless(page, `${path} ${value.slice(0, 20)}`);
        assert.equal(page.location, "");
      }
    }
  });

  it("cannot send forms in the place of a user", async () => {
    for (const path of PAGES) {
      const body = new URLSearchParams({ username: "ana", password: PASSWORD, _csrf: "x".repeat(43) });
      assert.equal((await new Visitor().open(at(path), { method: "POST", body })).status, 403, path);
      const other = await new Visitor().open(at("/login"));
      const token = /name="_csrf" value="([^"]+)"/.exec(other.text)?.[1] ?? "";
      const victim = await new Visitor().open(at("/login"));
      body.set("_csrf", token);
      assert.equal((await victim.open(at(path), { method: "POST", body })).status, 403, `${path}, of another browser`);
      body.delete("_csrf");
      assert.equal((await victim.open(at(path), { method: "POST", body })).status, 403, `${path}, none`);
    }
  });

  it("cannot lead users elsewhere", async () => {
    const evil = "https://evil.test/";
    const addresses = [
      at("/login", { redirect_uri: evil }),
      at("/signup", { redirect_uri: evil }),
      at("/logout", { redirect_uri: evil }),
      `${pool.url}/logout?client_id=${pool.ClientId}&logout_uri=${evil}`,
      `${pool.url}/logout?client_id=${pool.ClientId}&logout_uri=${CALLBACK}`,
      `${pool.url}/logout?client_id=${pool.ClientId}`,
      `${pool.url}/logout?logout_uri=https://app.test/bye`,
      `${pool.url}//evil.test/login?${pool.query()}`,
    ];
    for (const address of addresses) {
      const { status, location } = await new Visitor().open(address);
      assert.deepEqual([status >= 400, location], [true, ""], address);
    }
    const twice = `${at("/oauth2/authorize")}&redirect_uri=${encodeURIComponent(evil)}`;
    assert.equal((await new Visitor().open(twice)).location, `${CALLBACK}?error=invalid_request`);
  });

  it("learns of nobody who is a user", async () => {
    const texts = async (username: string) => {
      const said = [];
      for (const path of ["/login", "/forgotPassword", "/confirmForgotPassword"]) {
        const visitor = await new Visitor().open(at(path));
        const page = await visitor.submit({ username, password: "Wrong-1-password", code: "123456" });
        const [, problem = page.status] = /role="alert"[^>]*><p>([^<]*)/.exec(page.text) ?? [];
        said.push(problem);
      }
      return said;
    };
    const known = await texts("ana");
    const unknown = await texts("nobody");
    assert.deepEqual(unknown.slice(0, 2), known.slice(0, 2));
  });

  it("is locked out after five wrong passwords, as at the API, also with the right one", async () => {
    await pool.createUser("bea", { nickname: "b" });
    const tried = async (password: string) => {
      const visitor = await new Visitor().open(at("/login"));
      return (await visitor.submit({ username: "bea", password })).text;
    };
    for (let at = 0; at < 5; at += 1)
      assert.match(await tried(`Wrong-${at}-password`), /Incorrect username or password/);
    assert.match(await tried(PASSWORD), /Password attempts exceeded/);
    pool.cloud.clock.advanceBy(2_000);
    const visitor = await new Visitor().open(at("/login"));
    assert.ok((await visitor.submit({ username: "bea", password: PASSWORD })).parameter("code"));
  });

  it("gets nothing of somebody who had the name before", async () => {
    await pool.createUser("cid", { nickname: "c" });
    const visitor = await new Visitor().open(at("/login"));
    const code = (await visitor.submit({ username: "cid", password: PASSWORD })).parameter("code") ?? "";
    await pool.call("AdminDeleteUser", { UserPoolId: pool.UserPoolId, Username: "cid" });
    await pool.createUser("cid", { nickname: "another" });
    const grant = { grant_type: "authorization_code", client_id: pool.ClientId, redirect_uri: CALLBACK, code };
    assert.deepEqual((await pool.token(grant)).body, { error: "invalid_grant" });
    assert.match((await visitor.open(at("/oauth2/authorize", { prompt: "none" }))).location, /error=login_required/);
  });

  it("gets nowhere with a foreign Host header", async () => {
    const { hostname, port, pathname } = new URL(pool.url);
    const status = (host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const sent = request(
          { hostname, port, path: `${pathname}/login?${pool.query()}`, headers: { host } },
          (answer) => {
            resolve(answer.resume().statusCode);
          },
        );
        sent.once("error", reject).end();
      });
    assert.equal(await status(`evil.test:${port}`), 421);
    assert.equal(await status(`127.0.0.1:${port}`), 200);
  });

  it("does not take the session of one pool to another", async () => {
    const visitor = await new Visitor().open(at("/login"));
    await visitor.submit({ username: "ana", password: PASSWORD });
    const { UserPool } = await pool.call("CreateUserPool", { PoolName: "others" });
    await pool.call("CreateUserPoolDomain", { UserPoolId: UserPool.Id, Domain: "others" });
    const { UserPoolClient } = await pool.call("CreateUserPoolClient", {
      UserPoolId: UserPool.Id,
      ClientName: "x",
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid"],
      CallbackURLs: [CALLBACK],
      SupportedIdentityProviders: ["COGNITO"],
    });
    const other = pool.url.replace(pool.UserPoolId, UserPool.Id);
    const query = pool.query({ client_id: UserPoolClient.ClientId, prompt: "none" });
    assert.match((await visitor.open(`${other}/oauth2/authorize?${query}`)).location, /error=login_required/);
    assert.equal((await visitor.open(`${other}/login?${pool.query()}`)).status, 400, "a client of another pool");
  });
});
